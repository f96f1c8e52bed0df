use super::super::tree::parse;
use super::*;

/// The text that can be seen.
fn seen(html: &str) -> String {
    let tree = parse(html, &crate::read::meter::Meter::default());
    let page = Styled::of(&tree, Hiding::All);
    let mut text = String::new();
    let mut open = vec![ROOT];
    while let Some(id) = open.pop() {
        let style = page.style(id);
        match tree.kind(id) {
            NodeKind::Text(own) if !style.unseen => text.push_str(own),
            NodeKind::Element { .. } if style.display == Display::None => continue,
            _ => {}
        }
        let children: Vec<NodeId> = tree.children(id).collect();
        open.extend(children.into_iter().rev());
    }
    text.split_whitespace().collect()
}

#[test]
fn what_is_hidden_cannot_be_seen() {
    for html in [
        "<style>.a{display:none}</style>1<b class=a>9</b>2",
        "<style>table td .a , p { visibility : hidden }</style>1<table><tr><td><i class='b a'>9</i></table>2",
        "<style>#x > span{opacity:0}</style>1<b id=x><span>9</span></b>2",
        "<style>@media screen{span[data-old]{font-size:0}}</style>1<span data-old>9</span>2",
        "<style>@media print{b{display:none}} i{display:none}</style><b>1</b><i>9</i>2",
        "<style>/* .a{} */ .a{display:none!important}</style>1<b class=a style='display:inline'>9</b>2",
        "1<span style='position:absolute;left:-9999px'>9</span>2",
        "1<span hidden>9</span>2",
        "1<font color=#ffffff>9</font>2",
        "<style>.w{color:#fff}</style><table bgcolor=white><tr><td>1<span class=w>9</span>2</table>",
        "<style>.w{color:#fff}</style><body style='background:#eee'><div style='background:#fff'>1<span class=w>9</span>2",
        "1<span style='visibility:hidden'>9<b>9</b></span>2",
        "<style>td:nth-child(2){display:none}</style><table><tr><td>1<td>9<td>2</table>",
        "<style>tr > *:nth-child( 2n ), i:last-of-type{display:none}</style><table><tr><th>1<td>9<td>2</table><i>9</i>",
        "<style>b:first-child{display:none}</style><p><b>9</b>1<b>2</b></p>",
        "<style>td:nth-last-child(-n+2){display:none}</style><table><tr><td>12<td>9<td>9</table>",
        "<style>p:nth-of-type(odd) b{display:none}</style><div><i>1</i><p><b>9</b></p><p><b>2</b></p></div>",
        "<style>td:nth-child(n+3){display:none}</style><table><tr><td>1<td>2<td>9<td>9</table>",
        "1<span style='color:transparent'>9</span>2",
        "<style>:is(.a,.b):not(.c){display:none}</style>1<b class=a>9</b><b class='a c'>2</b>",
        "<style>td:nth-last-child(2):not([colspan]):not(:first-child){display:none}</style><table><tr><td>1<td>9<td>2</table>",
        "<style>:where(i, p b){display:none} :where(i){display:none}</style>1<i>9</i><p><b>9</b></p>2",
        "<style>i:not(.v, #w){display:none}</style><i class=v>1</i><i>9</i><i id=w>2</i>",
        "<style>table{ color:red; td{ .v{display:none} } }</style><table><tr><td>1<b class=v>9</b>2</table>",
        "<style>td{ & > .v, &.w{display:none;} color:red }</style><table><tr><td>1<b class=v>9</b><td class=w>9<td>2<i><b class=v></b></i></table>",
        "<style>i[class~=v],i[data-x^='old'],i[data-y$=\"9\"],i[id*=z]{display:none}</style>1<i class='u v'>9</i><i data-x=older>9</i><i data-y=19>9</i><i id=azb>9</i><i class=uv data-x=gold id=y>2</i>",
        "<style>p{ b{color:red} display:none }</style>1<p>9</p>2",
        "<style>b:not(.a .b), b:is(p b){display:none}</style>1<p><b class=b>9</b></p>2",
        "<style>td:has(b) i, p:has(> i + u) u{display:none}</style><table><tr><td><b>1</b><i>9</i></table><p><i>2</i><u>9</u></p>",
        "<style>i:has(+ b), u:has(~ b){display:none} p:not(:has(b)){display:none}</style><p>1<i>9</i> <b>2</b></p><p><u>9</u></p>",
        "<style>span+span{display:none}</style>1<p><span></span> <span>9</span></p>2",
        "<style>.new ~ .old{visibility:hidden} b > i+u{display:none}</style>1<i class=new>2</i><u></u><i class=old>9</i><b><i></i><u>9</u></b>",
        "<style>p{ & + u{display:none} }</style><p>1</p><u>9</u>2",
        "1<b style='content-visibility:hidden;display:inline-block'>9</b><div style='content-visibility:hidden'>9<p style='content-visibility:visible'>9</p></div>2",
        "<style>.o{content-visibility:hidden;float:left}</style>1<i class=o>9</i>2",
        "1<i style='filter:opacity(0)'>9</i>2",
        "<style>:root{--h:none;--k: var(--h)} .v{display:var(--h)} .w{display:var( --k )} u{display:var(--no, none)}</style>1<b class=v>9</b><b class=w>9</b><u>9</u>2",
        "<div style='--c:#fff'>1<b style='color:var(--c)'>9</b>2</div>",
        "<link rel=stylesheet href='data:text/css,.v%7Bdisplay%3Anone%7D'><link rel=stylesheet href='data:text/css;base64,aXtkaXNwbGF5Om5vbmV9'>1<b class=v>9</b><i>9</i>2",
        "<table><tr style='background:#d9d9d9'><td>1<font color='#d9d9d9'>9</font><td bgcolor=D9D9D9 style='color:#d9d9d9'>9</td><td>2</table>",
    ] {
        assert_eq!(seen(html), "12", "{html}");
    }
}

#[test]
fn positions_that_are_not_named_are_seen() {
    for html in [
        "<style>b:nth-child(0),b:nth-child(x),b:nth-child(4),b:nth-child(-1),b:nth-child(-n-9223372036854775807),b:nth-child(-n-2147483648),b:nth-child(2 of b){display:none}</style><p><b>1</b><b>2</b></p>",
        "<style>b:not(:hover),b:not(p > b),b:is(),b:has(i),b:not(p b){display:none}</style><p><b>1</b><b>2</b></p>",
        "<style>b:nth-child(n,b:first-child:hover,b:nth-child{display:none}</style><p><b>1</b><b>2</b></p>",
    ] {
        assert_eq!(seen(html), "12", "{html}");
    }
}

#[test]
fn what_is_struck_out_is_not_there() {
    for html in [
        "<s>9</s>12",
        "1<strike>9</strike>2",
        "1<del>9</del>2",
        "<style>.old{text-decoration:line-through}</style>1<b class=old>9</b>2",
        "1<span style='text-decoration:line-through red'><b style='text-decoration:none'>9</b></span>2",
        "<style>del, s{text-decoration-line: line-through}</style>1<s><i>9</i></s>2",
        "1<span style='text-decoration-line: underline line-through'>9</span>2",
    ] {
        assert_eq!(seen(html), "12", "{html}");
    }
}

#[test]
fn what_can_be_seen_stays() {
    for html in [
        "<style>@media print{.a{display:none}}</style><b class=a>1</b>2",
        "<style>@media (max-width:600px){.a{display:none}}</style><b class=a>1</b>2",
        "<style>.a{display:none} b.a.on{display:inline}</style><b class='a on'>1</b>2",
        "<style>.a:hover{display:none} .a::after{display:none}</style><b class=a>1</b>2",
        "<style>.a > .b{display:none}</style><i class=a><u><b class=b>1</b></u></i>2",
        "<style>.a{display:none}</style><b class=a style='display:block !important'>1</b>2",
        "<table><tr style='background:#0070c0'><td style='color:#fff'>1<td>2</table>",
        "<table><tr bgcolor=red><td><font color=white>1</font><td>2</table>",
        "<link rel=stylesheet href=a.css><table class=blue><tr><td style='color:#fff'>1<td>2</table>",
        "<span style='visibility:hidden'><b style='visibility:visible'>1</b></span>2",
        "<div style='font-size:0'><span style='font-size:14px'>1</span></div>2",
        "<ins>1</ins><u>2</u>",
        "<style>b+b{display:none} u+b,i ~ b,p:has(> b) b{display:none}</style><b>1</b><p>2<i></i></p>",
        "<style>td:has(i) b, b:has(+ b){display:none}</style><table><tr><td><b>1</b><td><i>2</i></table>",
        "<style>.a:hover + b, .a:checked ~ b, b +{display:none}</style><i class=a>1</i><b>2</b>",
        // Neither a part of a line nor a cell is a box of its own.
        "<b style='content-visibility:hidden'>1</b><table><tr><td style='content-visibility:hidden'>2</table>",
        "<p style='content-visibility:auto'>1</p>2",
        "<style>:root{--h:none} .dark{--h:inline} b{display:var(--h)} i{display:var(--no)}</style><b>1</b><i>2</i>",
        "<link rel=stylesheet href=a.css><style>b{display:var(--h,none)}</style><b>1</b>2",
        "<link rel='alternate stylesheet' href='data:text/css,b{display:none}'><link rel=stylesheet media=print href='data:text/css,b{display:none}'><b>1</b>2",
        "<table style='color:#333'><tr style='background:#444'><td style='background:#d9d9d9'><font color='#bbb'>1</font><td bgcolor=gray style='color:grey'>2</table>",
        "<style>.a{",
    ] {
        let expected = if html.len() > 12 { "12" } else { "" };
        assert_eq!(seen(html), expected, "{html}");
    }
}

#[test]
fn sheets_without_end_cost_little() {
    let deep = format!("<style>{}</style>1", "@media screen{".repeat(50_000));
    assert_eq!(seen(&deep), "1");
    let many: String = (0..6000).map(|at| format!("div div div .a{at}{{display:none}}")).collect();
    let html = format!("<style>{many} b b b b i{{display:none}}</style>{}1", "<b><div>".repeat(300));
    assert_eq!(seen(&html), "1");
    let siblings = "<p><b></b>".repeat(60_000);
    let sheet = "i ~ b:has(~ u),p ~ i,p:has(u u) b{display:none}";
    assert_eq!(seen(&format!("<style>{sheet}</style>{siblings}1")), "1");
    let value = |at: usize| format!("--a{at}:{};", format!("var(--a{})", at + 1).repeat(20));
    let values: String = (0..50).map(value).collect();
    assert_eq!(seen(&format!("<style>p{{{values}}}b{{{}}}</style>1", "x:var(--a0);".repeat(2_000))), "1");
}
