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
    let written =
        ["href=https://x.example/a", "HREF = \"https://x.example/a\"", "data-href='#' href='https://x.example/a'"];
    for attribute in written {
        assert_eq!(to_markdown(&format!("<a {attribute}>x</a>")), "[x](https://x.example/a)", "{attribute}");
    }
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
    assert_eq!(to_markdown(html), "| a | b |\n| --- | --- |\n| 1 2 | x&#124;y |\n\n");
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
        "a <small number> of <section name>s",
        "GET /<section>/<small>",
        "0 <p and p> 1",
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
        "    <b>x</b>\ny",
        "````\n```\n<b>x</b>\n````\ny",
    ] {
        assert_eq!(to_markdown(text), text);
    }
}

#[test]
fn nothing_hides_the_end_of_code() {
    assert_eq!(to_markdown("<code>C:\\</code>"), "`C:\\`");
    assert_eq!(to_markdown("<pre>\n~~~~\nx</pre><b>y</b>"), "```text\n~~~~\nx\n```\n\n**y**");
    assert_eq!(to_markdown("```<i>```\n<b>y</b>"), "```<i>```\n**y**");
    assert_eq!(to_markdown("| <pre>x\ny</pre> |"), "| `x y` |");
}

#[test]
fn headings_are_of_one_line() {
    assert_eq!(to_markdown("a<h3>\n  Title\n</h3>b"), "a\n\n#### Title\n\nb");
    assert_eq!(to_markdown("<h2>a<br>b</h2><h3></h3>"), "#### a b\n\n");
}

#[test]
fn emphasis_holds_words() {
    assert_eq!(to_markdown("<b>a<p>b</b>"), "a\n\nb");
    assert_eq!(to_markdown("<b>Note:</b>text"), "**Note:** text");
}

#[test]
fn large_and_small_letters_are_the_same() {
    assert_eq!(to_markdown("<UL><LI>a</LI></UL>"), "- a\n\n");
}

#[test]
fn a_table_inside_of_something_is_its_words() {
    assert_eq!(to_markdown("<ul><li>a<table><tr><td>1</td></tr></table></li><li>b</li></ul>"), "- a 1\n- b\n\n");
    let nested = "<table><tr><td>a<table><tr><td>b</td></tr></table></td></tr></table>";
    assert_eq!(to_markdown(nested), "| a b |\n| --- |\n\n");
}

#[test]
fn one_line_has_no_blocks() {
    assert_eq!(to_line("<h3>A</h3><pre>x</pre><p>b<ul><li>c</ul>").trim(), "A `x` b c");
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
    let many = |text: &str| text.repeat(200_000);
    let texts = [
        many("<b>") + &many("</b>"),
        many("`<"),
        many("&#"),
        many("x") + &many("<p>"),
        many(" ") + "|" + &many("<p>a"),
        many("x") + &many("<a href=x>a<br></a>"),
        many("<ul><li>"),
        many("<table><td>") + "</table>",
        many("-h"),
    ];
    for text in texts {
        assert!(to_markdown(&text).len() < 20 * text.len());
    }
}
