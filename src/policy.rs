//! The headers under which a host should send a site, in one place: for the host files, the preview and the tests.
//!
//! Nothing goes in. Out come texts that no page needs to be changed for: what banbao writes holds no inline script,
//! style or handler, and asks nothing of other hosts (H4). Never widened for one theme: a theme whose pages need
//! more has a site that its readers' browsers will not run.

/// What a page may do: load what lies beside it, and nothing else. `data:` only as pictures, which articles may hold.
/// Scripts that would make HTML or scripts from texts fail, but for the theme's one policy named `banbao`, which
/// loads suggestions from the site itself.
pub const CONTENT: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; \
    connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types banbao";

/// The same for an SVG file that is opened by itself: a picture, with its styles, that runs and loads nothing.
pub const PICTURE: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox";

/// Every header that a page is sent with, by name.
#[must_use]
pub fn security_headers() -> [(&'static str, &'static str); 8] {
    [
        ("Content-Security-Policy", CONTENT),
        // A year; said of this name only, since a community's site may stand below somebody else's.
        ("Strict-Transport-Security", "max-age=31536000"),
        ("X-Content-Type-Options", "nosniff"),
        // For browsers that do not know frame-ancestors.
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        (
            "Permissions-Policy",
            "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), \
             microphone=(), midi=(), payment=(), publickey-credentials-get=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()",
        ),
    ]
}
