use super::*;

#[test]
fn paragraphs_are_set_apart() {
    assert_eq!(to_markdown("<p>One.</p><p>Two.</p>"), "One.\n\nTwo.\n\n");
}

#[test]
fn emphasis_is_by_stars() {
    assert_eq!(to_markdown("a <b>b</b>, <EM> c </EM>d<i></i>"), "a **b**,  *c* d");
}

#[test]
fn links_to_the_web_are_links() {
    assert_eq!(
        to_markdown("<a target=_blank href=\"https://x.example\">the\nsite</a>"),
        "[the site](https://x.example)"
    );
    assert_eq!(to_markdown("<a href='/docs'>docs</a>"), "docs");
}

#[test]
fn code_is_code() {
    assert_eq!(to_markdown("<code>a &lt;b&gt;</code>"), "`a <b>`");
    assert_eq!(to_markdown("See:<pre><code>a\n\nb\n</code></pre>x"), "See:\n\n```text\na\n\nb\n```\n\nx");
}

#[test]
fn lists_are_lists() {
    let html = "Either:<ul>\n  <li>one\n two</li>\n  <li>b<ol><li>c</li><li>d</li></ol></li></ul>\nEnd.";
    assert_eq!(to_markdown(html), "Either:\n\n- one two\n- b\n   1. c\n   2. d\n\nEnd.");
}

#[test]
fn tables_are_tables() {
    let html = "<table><tr><th>a</th><th>b</th></tr><tr><td>1<br>2</td><td>x|y</td></tr></table>";
    assert_eq!(to_markdown(html), "| a | b |\n| --- | --- |\n| 1 2 | x\\|y |\n\n");
}

#[test]
fn a_line_break_ends_what_it_stands_in() {
    assert_eq!(to_markdown("a<br>b<br/>- c<br/>- d<br/>e"), "a\n\nb\n- c\n- d\n\ne");
    assert_eq!(to_markdown("- a<br>b\n- c"), "- a b\n- c");
    assert_eq!(to_markdown("| a<br>b |"), "| a b |");
}

#[test]
fn what_formats_nothing_stays() {
    for text in [
        "GET /<owner>/<repo>",
        "<b>never closed",
        "a < b",
        "<https://x.example>",
        "<li>",
        "SELECT * FROM <table>",
        "a <ul>\n\nb",
    ] {
        assert_eq!(to_markdown(text), text);
    }
}

#[test]
fn what_stands_in_code_stays() {
    for text in [
        "a\n\n    <b>x</b>\n    y\nz",
        "`<b>x</b>`",
        "```html\n<p>x</p>\n```\nx",
        "\\<b>x",
        "<code>never <b>x</b> closed",
    ] {
        assert_eq!(to_markdown(text), text);
    }
}

#[test]
fn tags_may_stand_in_any_order() {
    let tags =
        ["<b>", "</b>", "<a href=x>", "</a>", "<code>", "</code>", "<pre>", "</pre>", "<ul>", "<li>", "</ul>", "\n\n"];
    let rows = ["<table>", "<tr>", "<td>", "</td>", "</table>", "<p>", "<br>", "- ", "`", "x", "é"];
    let all: Vec<&str> = tags.into_iter().chain(rows).collect();
    for number in 0..all.len().pow(3) {
        let order: String = (0..3).map(|place| all[number / all.len().pow(place) % all.len()]).collect();
        let text = format!("<table><td>{order}</td></table></ul>");
        assert!(to_markdown(&order).len() + to_markdown(&text).len() < 200);
    }
}

#[test]
fn entities_are_characters() {
    assert_eq!(
        to_markdown("it&apos;s &#39;x&#39; &mdash; &#42;a&#x2A; &nbsp;&unknown;"),
        "it's 'x' — \\*a\\* &nbsp;&unknown;"
    );
}

#[test]
fn a_million_tags_take_no_time() {
    let text = "<b>".repeat(300_000) + &"</b>".repeat(300_000);
    assert!(to_markdown(&text).len() > 1_000_000);
}
