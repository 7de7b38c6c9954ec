//! HTTP as a person, a window and a mischief-maker see it.
