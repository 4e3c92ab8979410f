//! Templates that loop or grow without end are stopped, named, and leave the rest of the site as it is (issue 11).

use crate::project::Project;

/// A site whose own theme has these templates.
fn site(templates: &[(&str, &str)]) -> Project {
    let project = Project::with("content/site.yaml", "title: 试验板报\ntheme: ours\n").write("themes/ours/theme.yaml", "extends: banbao\n");
    templates.iter().fold(project, |project, (name, text)| project.write(&format!("themes/ours/templates/{name}"), text))
}

/// A template of a page that repeats a piece of text.
fn repeated(text: &str, times: usize) -> String {
    text.repeat(times)
}

#[test]
fn what_has_no_end_is_stopped() {
    let page = "404.html";
    let doubled = format!("{{% set s = 'x' %}}{}{{{{ s }}}}", repeated("{% set s = s ~ s %}", 64));
    let captured = format!("{{% set s = 'x' %}}{}{{{{ s }}}}", repeated("{% set s %}{{ s }}{{ s }}{% endset %}", 64));
    let listed = format!("{{% set s = ['x'] %}}{}{{{{ s }}}}", repeated("{% set s = [s, s] %}", 64));
    let spread = format!("{{% set s = ['x'] %}}{}{{{{ s }}}}", repeated("{% set s = [...s, ...s] %}", 64));
    let replaced = "{% set s = 'aaaaaaaaaa' %}{{ s ~ s ~ s | replace(from='a', to=s) | replace(from='a', to=s) | replace(from='a', to=s) | replace(from='a', to=s) | replace(from='a', to=s) | replace(from='a', to=s) | replace(from='a', to=s) | replace(from='a', to=s) | replace(from='a', to=s) }}";
    let nested = "{% for a in range(end=100000) %}{% for b in range(end=100000) %}{% endfor %}{% endfor %}";
    let kept = "{% set all = range(end=100000) %}{% for a in all %}{% for b in all %}{% endfor %}{% endfor %}";
    let written = "{% for a in range(end=100000) %}{% for b in [1,2,3,4,5,6,7,8,9] %}{{ page.title }}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx{% endfor %}{% endfor %}";
    let global = "{% set_global s = 'x' %}{% for a in range(end=64) %}{% set_global s = s ~ s %}{% endfor %}";
    let joined = format!("{{% set s = 'x' %}}{}{{{{ range(end=100000) | join(sep=s) }}}}", repeated("{% set s = s ~ s %}", 12));
    let component = "{% component c(s, n) %}{% if n > 0 %}{{ <c s={s ~ s ~ s ~ s} n={n - 1} /> }}{% endif %}{% endcomponent %}{{ <c s=\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\" n={18} /> }}";
    let several = "{% component c(n) %}{% if n > 0 %}{{ <c n={n - 1} /> }}{{ <c n={n - 1} /> }}{{ <c n={n - 1} /> }}{% endif %}{% endcomponent %}{{ <c n={18} /> }}";
    for (name, text) in [
        ("doubled", doubled.as_str()),
        ("captured", &captured),
        ("listed", &listed),
        ("spread", &spread),
        ("replaced", replaced),
        ("nested", nested),
        ("kept", kept),
        ("written", written),
        ("global", global),
        ("joined", &joined),
        ("component", component),
        ("several", several),
    ] {
        let project = site(&[(page, text)]).article("content/2024/08/hao.md", "", "好。\n").build().code(1);
        let said = &project.last().stderr;
        assert!(said.contains("错误[template-budget]: 模板“ours/404.html”做得太多"), "{name}: {said}");
        assert!(said.contains("--> themes/ours/templates/404.html"), "{name}: {said}");
        project.built_files(&["index.html", "2024/08/hao/index.html"]).built_no(&["404.html"]);
    }
}

#[test]
fn inclusions_that_multiply_are_stopped() {
    let names: Vec<String> = (0..30).map(|nth| format!("parts/p{nth}.html")).collect();
    let texts: Vec<String> = (0..30)
        .map(|nth| if nth == 29 { "x".into() } else { repeated(&format!("{{% include \"parts/p{}.html\" %}}", nth + 1), 2) })
        .collect();
    let mut templates: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(texts.iter().map(String::as_str)).collect();
    templates.push(("404.html", "{% include \"parts/p0.html\" %}"));
    let project = site(&templates).article("content/2024/08/hao.md", "", "好。\n").build().code(1);
    assert!(project.last().stderr.contains("template-budget"), "{}", project.last().stderr);
    let captured = "{% set s %}{% include \"parts/p0.html\" %}{% endset %}{{ s }}";
    *templates.last_mut().unwrap() = ("404.html", captured);
    let project = site(&templates).article("content/2024/08/hao.md", "", "好。\n").build().code(1);
    assert!(project.last().stderr.contains("template-budget"), "{}", project.last().stderr);
}

#[test]
fn templates_that_lead_back_are_told() {
    for text in ["{% include \"404.html\" %}", "{% extends \"ours/404.html\" %}"] {
        let project = site(&[("404.html", text)]).article("content/2024/08/hao.md", "", "好。\n").build();
        assert!(project.last().stderr.contains("template-loop"), "{text}: {}", project.last().stderr);
    }
    let text = "{% component c() %}{{ <c /> }}{% endcomponent %}{{ <c /> }}";
    let project = site(&[("404.html", text)]).article("content/2024/08/hao.md", "", "好。\n").build().code(1);
    assert!(project.last().stderr.contains("模板出错：组件套得太深"), "{}", project.last().stderr);
}

/// What a theme may well do costs nothing, writes the same, and fails at its own line.
#[test]
fn templates_of_every_day_are_not_stopped() {
    let text = "{% extends \"banbao/404.html\" %}\n{% block main %}\n{% set a = [1, 2, 3] %}{%- set b %}<i>{{ site.title ~ 'x' }}</i>{% endset -%}\n{% for n in a -%} {{ n }}{{ b }} {%- endfor %}|{{ range(end=3) | join(sep='<') }}|{{ 'a&b' | replace(from='a', to='c') }}|{% for n in range(start=3, end=0, step_by=-1) %}{{ n }}{% endfor %}{% endblock main %}\n";
    let project = site(&[("404.html", text)]).article("content/2024/08/hao.md", "", "好。\n").build().code(0);
    let page = String::from_utf8_lossy(&project.built()["404.html"]).into_owned();
    let b = "<i>试验板报x</i>";
    assert!(page.contains(&format!("1{b}2{b}3{b}|0&lt;1&lt;2|c&amp;b|321")), "{page}");
    let text = "{% for n in [1] %}{% set b = n %}\n{{ nichts }}{% endfor %}";
    let project = site(&[("404.html", text)]).article("content/2024/08/hao.md", "", "好。\n").build().code(1);
    assert!(project.last().stderr.contains("404.html:2:4"), "{}", project.last().stderr);
}
