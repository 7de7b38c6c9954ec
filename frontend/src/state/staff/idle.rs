//! How long nothing may happen at a window before it signs out by itself.
//!
//! The server ends a session after fifteen minutes without a request; a window that is
//! worked at says so from time to time, and warns before it closes (60-process, section 8.2).

/// After how many milliseconds without a touch the window signs out.
const IDLE: f64 = 15.0 * 60_000.0;
/// How long before that it warns.
const WARNING: f64 = 60_000.0;
/// How often the server is told that somebody works here.
const WORD: f64 = 4.0 * 60_000.0;

/// What is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Nothing.
    Nothing,
    /// Tell the server that somebody works here.
    Word,
    /// Ask whether somebody is there.
    Warning,
    /// Sign out.
    End,
}

/// What is due at `now`, after the last touch and the last word to the server, all in milliseconds.
pub fn due(now: f64, touched: f64, told: f64) -> Due {
    let rest = now - touched;
    if rest >= IDLE {
        Due::End
    } else if rest >= IDLE - WARNING {
        Due::Warning
    } else if touched > told && now - told >= WORD {
        Due::Word
    } else {
        Due::Nothing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: f64 = 60_000.0;

    #[test]
    fn a_window_warns_and_then_signs_out() {
        assert_eq!(due(13.9 * MINUTE, 0.0, 0.0), Due::Nothing);
        assert_eq!(due(14.0 * MINUTE, 0.0, 0.0), Due::Warning);
        assert_eq!(due(15.0 * MINUTE, 0.0, 0.0), Due::End);
        // A lid that was closed overnight does not come back to an open case.
        assert_eq!(due(600.0 * MINUTE, 0.0, 0.0), Due::End);
    }

    #[test]
    fn the_server_hears_of_somebody_who_only_types() {
        assert_eq!(due(3.0 * MINUTE, 2.9 * MINUTE, 0.0), Due::Nothing);
        assert_eq!(due(5.0 * MINUTE, 4.9 * MINUTE, 0.0), Due::Word);
        assert_eq!(due(5.0 * MINUTE, 4.9 * MINUTE, 4.95 * MINUTE), Due::Nothing);
    }
}
