//! Names and addresses that mean something to hosts, browsers or banbao itself.

use crate::project::Project;

/// The codes and lines that `check` tells of an article with a former address.
fn told(project: Project) -> Vec<String> {
    told_of(&project)
}

fn told_of(project: &Project) -> Vec<String> {
    let run = project.run(["check", "--format", "json"]);
    run.stdout
        .lines()
        .map(|line| line.split("\"code\":\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned())
        .collect()
}

fn with_alias(alias: &str) -> Project {
    Project::with(
        "content/2024/08/x.md",
        format!("---\ntitle: 停水\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\naliases: [\"{alias}\"]\n---\n正文。\n"),
    )
}

#[test]
fn a_former_address_takes_no_name_with_a_meaning() {
    for alias in [
        "/.htaccess",
        "/a/.htaccess/",
        "/_worker.js",
        "/_headers",
        "/_redirects",
        "/sw.js",
        "/.git/config/",
        "/.gitattributes",
        "/.banbao",
        "/.banbao-stage/x/",
        "/web.config",
        "/a.php",
        "/old/a.php.html",
        "/a.shtml",
        "/con/",
        "/2020/aux.html",
        "/lpt1/",
        "/.well-known/security.txt",
        "/.nojekyll",
        "/ads.txt",
        "/favicon.ico",
        "/200.html",
        "/edgeone.json",
        "/google1a2b3c.html",
        "/baidu_verify_code.html",
        "/assets/site.css",
    ] {
        assert_eq!(told(with_alias(alias)), ["special-name"], "{alias}");
    }
    for alias in ["//evil.com/x", "/a//b/"] {
        assert_eq!(told(with_alias(alias)), ["bad-alias"], "{alias}");
    }
    for alias in ["/feed.xml", "/", "/news/", "/search/x/"] {
        let told = told(with_alias(alias));
        assert!(
            told.iter().all(|code| matches!(code.as_str(), "duplicate-route" | "reserved-address" | "bad-alias")) && !told.is_empty(),
            "{alias} {told:?}"
        );
    }
    for alias in ["/2023/05/jiedao/", "/old/page.html", "/concert/", "/a/_draft/", "/google.html", "/verify/", "/assets.html"] {
        assert_eq!(told(with_alias(alias)), [""; 0], "{alias}");
    }
}

#[test]
fn files_of_the_site_that_hosts_obey_are_published_and_named() {
    let project = Project::new().article("content/2024/08/hao.md", "", "好。\n");
    let project = [
        "_headers",
        "_worker.js",
        ".htaccess",
        "sw.js",
        "a.php",
        "b.shtml",
        "c.hta",
        "CNAME",
        "robots.txt",
        ".well-known/x",
        "con.txt",
        ".gitattributes",
        ".git/config",
        ".banbao",
    ]
    .into_iter()
    .fold(project, |project, name| project.write(&format!("content/static/{name}"), "x\n"))
    .build()
    .code(1)
    .built_files(&["_headers", "_worker.js", ".htaccess", "sw.js", "a.php", "b.shtml", "c.hta", "CNAME", "robots.txt", ".well-known/x"])
    .built_no(&["con.txt", ".gitattributes", ".git/config"]);
    let said = &project.last().stderr;
    assert_eq!(said.matches("[special-name]").count(), 10, "{said}");
    assert!(said.contains("警告[special-name]: “_headers”会改变主机的行为"), "{said}");
}

#[test]
fn a_feed_of_the_site_over_banbaos_own_is_told() {
    let project = Project::new().article("content/2024/08/hao.md", "", "好。\n");
    let project = ["feed.xml", "sitemap.xml", "robots.txt"]
        .into_iter()
        .fold(project, |project, name| project.write(&format!("content/static/{name}"), "mine\n"));
    let project = project.build().code(0);
    assert_eq!(project.last().stderr.matches("警告[special-name]").count(), 2, "{}", project.last().stderr);
    for file in ["feed.xml", "sitemap.xml", "robots.txt"] {
        assert_eq!(project.built()[file], b"mine\n", "{file}");
    }
}

/// A name that macOS writes in parts, beside the same one composed: HFS+ and APFS hold one of them.
#[test]
fn names_that_differ_only_in_composition_are_told() {
    let (composed, parted) = ("caf\u{e9}.txt", "cafe\u{301}.txt");
    let statics = |names: &[&str]| {
        let project = Project::new().article("content/2024/08/hao.md", "", "好。\n");
        names.iter().fold(project, |project, name| project.write(&format!("content/static/{name}"), *name)).build()
    };
    let both = statics(&[composed, parted]).code(1).built_files(&[composed]).built_no(&[parted]);
    let said = &both.last().stderr;
    assert!(said.contains("错误[special-name]") && said.contains("正规化"), "{said}");
    assert_eq!(said.matches("错误[").count(), 1, "{said}");
    for name in [composed, parted, "\u{1100}\u{1161}.txt", "が.txt", "か\u{3099}.txt", "报表（1）.txt"] {
        statics(&[name]).code(0).built_files(&[name]);
    }
    statics(&["\u{c9}.txt", "\u{e9}.txt"]).code(1).built_files(&["\u{c9}.txt"]);
    // Beside an article each has an address of its own, and a link finds what was meant.
    let text = |name: &str| format!("---\ntitle: 停水\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\n---\n[表]({name})\n");
    for (linked, there) in [(composed, parted), (parted, composed), (composed, composed)] {
        let project = Project::with("content/2024/08/x.md", text(linked)).write(&format!("content/2024/08/{there}"), "x").build().code(0);
        assert!(project.built().keys().any(|file| file.starts_with("2024/08/x/caf")), "{linked}");
    }
    let project = Project::with("content/2024/08/x.md", text(composed))
        .write("content/2024/08/y.md", text(parted))
        .write(&format!("content/2024/08/{composed}"), "1")
        .write(&format!("content/2024/08/{parted}"), "2");
    let (mut codes, built) = (told_of(&project), project.build());
    codes.dedup();
    assert_eq!(codes, ["special-name"]);
    let of = |page: &str| {
        let file = built.built().iter().find(|(file, _)| file.starts_with(&format!("2024/08/{page}/caf"))).map(|(_, bytes)| bytes.clone());
        String::from_utf8(file.unwrap()).unwrap()
    };
    assert_eq!((of("x"), of("y")), ("1".to_owned(), "2".to_owned()));
}

#[test]
fn attachments_that_hosts_run_are_refused() {
    for name in ["a.php", "a.PHTML", "a.shtml", "a.hta", "a.php.txt", "a.jsp", "a.svgz", "a.xslt", "a.rdf", "a.mhtml", "a.kml", "a.swf"] {
        let project = Project::with(
            "content/2024/08/x.md",
            format!("---\ntitle: 停水\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\n---\n[表]({name})\n"),
        )
        .write(&format!("content/2024/08/{name}"), "x");
        assert_eq!(told(project), ["unsafe-attachment"], "{name}");
    }
}

/// `con.pdf` cannot be a file of Windows, nor `aux.1a2b3c4d.png`.
#[test]
fn files_beside_articles_get_names_that_windows_has_room_for() {
    let text = "---\ntitle: 停水\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\n---\n[表](con.pdf)、[二](NUL.docx)、[三](concert.pdf)和![图](aux.png)\n";
    let project = ["con.pdf", "NUL.docx", "concert.pdf"]
        .into_iter()
        .fold(Project::with("content/2024/08/x.md", text), |project, name| project.write(&format!("content/2024/08/{name}"), name))
        .write("content/2024/08/aux.png", crate::project::png(4, 3))
        .build()
        .code(0)
        .built_files(&["2024/08/x/con-file.pdf", "2024/08/x/nul-file.docx", "2024/08/x/concert.pdf"]);
    assert!(project.built().keys().any(|file| file.starts_with("assets/aux-file.")));
}

#[test]
fn menus_lead_to_addresses_only() {
    for (url, is_fine) in [
        ("/", true),
        ("https://example.org/a", true),
        ("mailto:a@example.org", true),
        ("tel:051212345678", true),
        ("javascript:alert(1)", false),
        ("JaVaScript:alert(1)", false),
        ("data:text/html,x", false),
        ("//evil.example/", false),
        ("/\\\\evil.example/", false),
        ("vbscript:x", false),
        ("file:///etc/passwd", false),
    ] {
        let project = Project::new().write("content/site.yaml", format!("title: 板报\nmenu:\n  - {{name: 去, url: \"{url}\"}}\n")).article(
            "content/2024/08/hao.md",
            "",
            "好。\n",
        );
        assert_eq!(told(project), if is_fine { &[][..] } else { &["bad-address"] }, "{url}");
        let contact = Project::new().write("content/site.yaml", format!("title: 板报\nfooter:\n  contact: \"{url}\"\n")).article(
            "content/2024/08/hao.md",
            "",
            "好。\n",
        );
        assert_eq!(told(contact), if is_fine { &[][..] } else { &["bad-address"] }, "{url}");
    }
}

#[test]
fn a_drawing_that_runs_is_refused_and_one_that_draws_is_published() {
    let article = |name: &str| format!("---\ntitle: 停水\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\n---\n![水管]({name})\n");
    let good = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><path d=\"M0 0h1v1z\"/></svg>";
    let project = Project::with("content/2024/08/x.md", article("a.svg")).write("content/2024/08/a.svg", good).build().code(0);
    assert!(project.built().keys().any(|file| file.starts_with("assets/a.") && file.ends_with(".svg")));
    let bad = good.replace("<path", "<a href=\"https://evil.example/\"><path").replace("/></svg>", "/></a></svg>");
    let project = Project::with("content/2024/08/x.md", article("a.svg")).write("content/2024/08/a.svg", &bad).build().code(1);
    assert!(project.last().stderr.contains("错误[active-svg]: 图形“a.svg”里有不能发布的内容（href）"), "{}", project.last().stderr);
    assert!(!project.built().values().any(|bytes| bytes.windows(12).any(|part| part == b"evil.example")));
    // A drawing under the name of a photo.
    let project = Project::with("content/2024/08/x.md", article("a.png")).write("content/2024/08/a.png", &bad).build().code(1);
    assert!(project.last().stderr.contains("active-svg"), "{}", project.last().stderr);
    let cover = "---\ntitle: 停水\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\ncover: a.svg\n---\n正文。\n";
    Project::with("content/2024/08/x.md", cover).write("content/2024/08/a.svg", &bad).build().code(1);
}

#[test]
fn an_unknown_name_is_told_also_beside_another_error() {
    let project =
        Project::with("content/2024/08/x.md", "---\ntitel: 停水\nauthor: 王丹\ncommunity: 莫杨社区\ndate: 2024-08-13\n---\n正文。\n")
            .write("content/communities/moyang.md", "---\nname: 莫阳社区\n---\n");
    let mut told = told(project);
    told.sort();
    assert_eq!(told, ["missing-title", "unknown-community", "unknown-field"]);
}
