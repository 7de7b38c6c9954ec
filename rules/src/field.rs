//! Checks of the form's data elements: identity numbers, credit codes, phones.
