//! Names and addresses that mean something to hosts, browsers or banbao itself.

use crate::project::Project;

/// The codes and lines that `check` tells of an article with a former address.
fn told(project: Project) -> Vec<String> {
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
    for alias in ["/2023/05/jiedao/", "/old/page.html", "/concert/", "/a/_draft/"] {
        assert_eq!(told(with_alias(alias)), [""; 0], "{alias}");
    }
}

#[test]
fn files_of_the_site_that_hosts_obey_are_published_and_named() {
    let project = Project::new().article("content/2024/08/hao.md", "", "好。\n");
    let project = ["_headers", ".htaccess", "sw.js", "a.php", "CNAME", "robots.txt", ".well-known/x", "con.txt", ".gitattributes"]
        .into_iter()
        .fold(project, |project, name| project.write(&format!("content/static/{name}"), "x\n"))
        .build()
        .code(1)
        .built_files(&["_headers", ".htaccess", "sw.js", "a.php", "CNAME", "robots.txt", ".well-known/x"])
        .built_no(&["con.txt", ".gitattributes"]);
    let said = &project.last().stderr;
    assert_eq!(said.matches("[special-name]").count(), 6, "{said}");
    assert!(said.contains("警告[special-name]: “_headers”会改变主机的行为"), "{said}");
}

#[test]
fn attachments_that_hosts_run_are_refused() {
    for name in ["a.php", "a.PHTML", "a.shtml", "a.hta", "a.php.txt", "a.jsp"] {
        let project = Project::with(
            "content/2024/08/x.md",
            format!("---\ntitle: 停水\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\n---\n[表]({name})\n"),
        )
        .write(&format!("content/2024/08/{name}"), "x");
        assert_eq!(told(project), ["unsafe-attachment"], "{name}");
    }
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
