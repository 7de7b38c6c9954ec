//! What can stand in [`Problem::kind`](super::Problem::kind).

/// Nothing more to say than the status does.
pub const BLANK: &str = "about:blank";
/// 422: fields to mend, one by one in [`super::Problem::errors`].
pub const INVALID: &str = "/problems/invalid";
/// 409: the package has changed; load it again and show what changed.
pub const PACKAGE_CHANGED: &str = "/problems/package-changed";
/// 409: browser and server came to different verdicts.
pub const RECEIPT_DIFFERS: &str = "/problems/receipt-differs";
/// 422: a settled site stop or another district; only the window can help.
pub const SITE_STOP: &str = "/problems/site-stop";
/// 422: a refusal is forecast and the person has not insisted.
pub const REFUSAL_FORECAST: &str = "/problems/refusal-forecast";
/// 400 without the header, 422 when the same key came with another body.
pub const IDEMPOTENCY_KEY: &str = "/problems/idempotency-key";
/// 401: nobody is signed in, or name and password do not match.
pub const SIGN_IN: &str = "/problems/sign-in";
/// 403: the token of the session is missing or wrong.
pub const CSRF: &str = "/problems/csrf";
/// 403: the account has not the role for it.
pub const ROLE: &str = "/problems/role";
/// 403: the password that was asked for once more is wrong.
pub const PASSWORD: &str = "/problems/password";
/// 409: somebody else changed the case meanwhile; load it again.
pub const CASE_CHANGED: &str = "/problems/case-changed";
/// 409: the case is in a state that forbids the step.
pub const CASE_STATE: &str = "/problems/case-state";
/// 404: no case has this number, or it has other digits: the answer is the same.
pub const NOT_THIS_CASE: &str = "/problems/not-this-case";
/// 429: too many tries; the header `retry-after` says how many seconds to wait.
pub const TOO_OFTEN: &str = "/problems/too-often";
/// 422: a file that cannot be taken; `errors` says why and what to do.
pub const FILE: &str = "/problems/file";
/// 409: this piece does not follow the last one; ask how far the file has come.
pub const UPLOAD_OFFSET: &str = "/problems/upload-offset";
/// 404: the register knows no licence with this number.
pub const NO_SUCH_LICENCE: &str = "/problems/no-such-licence";
/// 503: the register does not answer; type it in.
pub const REGISTER_SILENT: &str = "/problems/register-silent";
/// 404: no answers lie behind these letters, or not any more: the answer is the same.
pub const NO_SUCH_CODE: &str = "/problems/no-such-code";
