//! A piece of a picture as a value: an element with its attributes and what is in it, or a text.
//!
//! One tree serves all: the page paints it, patching what it painted before; a file is its markup; a test reads it. It knows
//! no browser, and escapes what it writes, so nothing in the data can become markup.

use std::borrow::Cow;
use std::ops::{Deref, DerefMut};
use std::rc::Rc;

use crate::state::Message;

/// A piece of a picture. To clone one is cheap: what is in it is shared.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// An element.
    Element(Rc<Parts>),
    /// A text.
    Text(String),
}

/// An element while it is put together: of SVG inside an `svg`, of HTML elsewhere. In a box, because it goes by value from
/// one step to the next, and to move it whole at each of a thousand places would weigh 5 KB.
#[derive(Clone, Debug, PartialEq)]
pub struct Element(Box<Parts>);

/// What an element is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts {
    /// Its name, such as `rect`.
    pub tag: &'static str,
    /// Its attributes in the order given; no name twice.
    pub attributes: Vec<(&'static str, Cow<'static, str>)>,
    /// What is in it.
    pub children: Vec<Node>,
    /// What happens when it is clicked. Only the page knows it: markup does not say it.
    pub message: Option<Box<Message>>,
    /// Who it is among its siblings, so that it stays itself when others come and go. Siblings have keys all or none.
    pub key: Option<usize>,
}

/// The elements of HTML that can have nothing in them.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// An element without attributes and children.
pub fn element(tag: &'static str) -> Element {
    Parts { tag, attributes: Vec::new(), children: Vec::new(), message: None, key: None }.into()
}

/// An element of a class, without anything else.
pub fn classed(tag: &'static str, class: &'static str) -> Element {
    element(tag).with("class", class)
}

impl Element {
    /// With an attribute more.
    pub fn with(mut self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Element {
        self.set(name, value.into());
        self
    }

    #[inline(never)]
    fn set(&mut self, name: &'static str, value: Cow<'static, str>) {
        self.attributes.push((name, value));
    }

    /// With an attribute more, if there is a value.
    pub fn with_some(self, name: &'static str, value: Option<impl Into<Cow<'static, str>>>) -> Element {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// With a whole number as an attribute more.
    pub fn with_number(self, name: &'static str, value: i32) -> Element {
        self.with(name, value.to_string())
    }

    /// With an attribute that is there or not.
    pub fn with_flag(self, name: &'static str, is_set: bool) -> Element {
        if is_set { self.with(name, "") } else { self }
    }

    /// With what happens when it is clicked.
    pub fn sends(mut self, message: Message) -> Element {
        self.message = Some(Box::new(message));
        self
    }

    /// With a key, no other's among its siblings.
    pub fn keyed(mut self, key: usize) -> Element {
        self.key = Some(key);
        self
    }

    /// With a child more.
    pub fn child(mut self, child: impl Into<Node>) -> Element {
        self.put(child.into());
        self
    }

    #[inline(never)]
    fn put(&mut self, child: Node) {
        self.children.push(child);
    }

    /// With children more. One by one: what extends a list is compiled anew for each kind of iterator.
    pub fn children(mut self, children: impl IntoIterator<Item = Node>) -> Element {
        children.into_iter().for_each(|child| self.put(child));
        self
    }

    /// With a text more.
    pub fn text(self, text: impl Into<String>) -> Element {
        self.child(Node::Text(text.into()))
    }

    /// As a node, for lists of them.
    pub fn node(self) -> Node {
        Node::Element(Rc::new(*self.0))
    }

    /// The whole page of which this is the `html` element.
    pub fn page(self) -> String {
        format!("<!doctype html>\n{}\n", self.node().html())
    }
}

impl From<Parts> for Element {
    fn from(parts: Parts) -> Element {
        Element(Box::new(parts))
    }
}

impl Deref for Element {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl DerefMut for Element {
    fn deref_mut(&mut self) -> &mut Parts {
        &mut self.0
    }
}

impl Parts {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| &**value)
    }

    /// The start of the tag with its attributes, without what closes it.
    fn write_start(&self, markup: &mut String) {
        markup.push('<');
        markup.push_str(self.tag);
        for (name, value) in &self.attributes {
            markup.push(' ');
            markup.push_str(name);
            markup.push_str("=\"");
            escape(value, markup);
            markup.push('"');
        }
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Node {
        element.node()
    }
}

impl Node {
    /// Whether it looks the same in the page, whatever happens when it is clicked. Finding that out here costs a tenth of
    /// asking the page for each of its elements.
    pub fn looks_like(&self, other: &Node) -> bool {
        match (self, other) {
            (Node::Text(text), Node::Text(other)) => text == other,
            (Node::Element(one), Node::Element(other)) => {
                let are_like = |(one, other): (&Node, &Node)| one.looks_like(other);
                // What is kept from the picture before is the same one.
                Rc::ptr_eq(one, other)
                    || one.tag == other.tag
                        && one.key == other.key
                        && one.attributes == other.attributes
                        && one.children.len() == other.children.len()
                        && one.children.iter().zip(&other.children).all(are_like)
            }
            _ => false,
        }
    }

    /// The markup, as XML that is also HTML where the elements are.
    ///
    /// ```
    /// # use security_union_explorer::drawing::node::element;
    /// let text = element("text").with("x", "12.50%").text("a < b & c").node();
    /// assert_eq!(text.markup(), r#"<text x="12.50%">a &lt; b &amp; c</text>"#);
    /// assert_eq!(element("rect").with("width", "4").node().markup(), r#"<rect width="4"/>"#);
    /// ```
    pub fn markup(&self) -> String {
        let mut markup = String::new();
        self.write(&mut markup);
        markup
    }

    fn write(&self, markup: &mut String) {
        let element = match self {
            Node::Text(text) => return escape(text, markup),
            Node::Element(element) => element,
        };
        element.write_start(markup);
        if element.children.is_empty() {
            markup.push_str("/>");
            return;
        }
        markup.push('>');
        for child in &element.children {
            child.write(markup);
        }
        markup.push_str("</");
        markup.push_str(element.tag);
        markup.push('>');
    }

    /// The markup, as HTML: elements that can have nothing in them have no end, all others have one.
    ///
    /// ```
    /// # use security_union_explorer::drawing::node::element;
    /// let node = element("p").child(element("br")).child(element("b")).text("a < b").node();
    /// assert_eq!(node.html(), "<p><br><b></b>a &lt; b</p>");
    /// ```
    pub fn html(&self) -> String {
        let mut html = String::new();
        self.write_html(&mut html);
        html
    }

    fn write_html(&self, html: &mut String) {
        let element = match self {
            Node::Text(text) => return escape(text, html),
            Node::Element(element) => element,
        };
        element.write_start(html);
        html.push('>');
        if VOID.contains(&element.tag) {
            return;
        }
        for child in &element.children {
            match child {
                // A block of data is not markup: in JSON, the one character that could end it has another form.
                Node::Text(text) if element.tag == "script" => html.push_str(&text.replace('<', "\\u003c")),
                child => child.write_html(html),
            }
        }
        html.push_str("</");
        html.push_str(element.tag);
        html.push('>');
    }

    /// The element, if it is one.
    pub fn element(&self) -> Option<&Parts> {
        match self {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        }
    }

    /// What there is to read in it.
    pub fn plain_text(&self) -> String {
        match self {
            Node::Text(text) => text.clone(),
            Node::Element(element) => element.children.iter().map(Node::plain_text).collect(),
        }
    }
}

/// Writes a text so that it is one in XML: what would be markup is escaped, what XML forbids is left out.
fn escape(text: &str, markup: &mut String) {
    for c in text.chars() {
        match c {
            '<' => markup.push_str("&lt;"),
            '>' => markup.push_str("&gt;"),
            '&' => markup.push_str("&amp;"),
            '"' => markup.push_str("&quot;"),
            '\t' | '\n' | '\r' => markup.push(' '),
            c if c.is_control() || c == '\u{fffe}' || c == '\u{ffff}' => {}
            c => markup.push(c),
        }
    }
}

/// A fraction as SVG writes a length: per cent, to the hundredth. By hand, because formatting floating-point numbers
/// would weigh 15 KB.
pub fn percent(fraction: f64) -> String {
    let hundredths = (fraction * 10_000.0).round() as i32;
    let sign = if hundredths < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}%", hundredths.abs() / 100, hundredths.abs() % 100)
}

/// A length in pixels, to the tenth, for pictures of a fixed width.
pub fn pixels(px: f64) -> String {
    let tenths = (px * 10.0).round() as i32;
    let sign = if tenths < 0 { "-" } else { "" };
    match tenths.abs() % 10 {
        0 => format!("{sign}{}", tenths.abs() / 10),
        tenth => format!("{sign}{}.{tenth}", tenths.abs() / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_lengths() {
        assert_eq!([0.0, 0.34567, 1.0, -0.001].map(percent), ["0.00%", "34.57%", "100.00%", "-0.10%"]);
        assert_eq!([0.0, 12.34, -3.96, 700.0].map(pixels), ["0", "12.3", "-4", "700"]);
    }

    #[test]
    fn what_looks_alike_has_the_same_markup_and_keys() {
        let card = |status: &str, key: usize| {
            let name = element("a").with("href", "#").with("class", "name").text("DORA");
            element("li").keyed(key).child(name).child(element("b").text(status)).node()
        };
        assert!(card("Adopted", 1).looks_like(&card("Adopted", 1)));
        let sends = element("li").sends(Message::Explore).node();
        assert!(sends.looks_like(&element("li").node()), "what a click does is not seen");
        for other in [card("Proposed", 1), card("Adopted", 2), element("li").node(), Node::Text("DORA".into())] {
            assert!(!card("Adopted", 1).looks_like(&other), "{}", other.markup());
            assert!(!other.looks_like(&card("Adopted", 1)), "{}", other.markup());
        }
        let with = |name: &'static str, value: &'static str| element("p").with(name, value).node();
        assert!(
            !with("class", "a").looks_like(&with("class", "b")) && !with("id", "a").looks_like(&with("class", "a"))
        );
        assert!(!element("p").node().looks_like(&element("b").node()));
    }

    #[test]
    fn nothing_in_a_text_becomes_markup() {
        let node = element("g").with("aria-label", "\"<script>\u{0}").text("</g>&\u{1b}").node();
        assert_eq!(node.markup(), r#"<g aria-label="&quot;&lt;script&gt;">&lt;/g&gt;&amp;</g>"#);
    }

    #[test]
    fn a_page_has_only_the_markup_that_it_is_made_of() {
        let data = element("script").with("type", "application/ld+json").text("{\"a\":\"</script><b>\"}");
        let page = element("html").child(element("meta").with("content", "\"<b>")).child(data).child(element("p"));
        let expected = r#"<html><meta content="&quot;&lt;b&gt;"><script type="application/ld+json">{"a":"\u003c/script>\u003cb>"}</script><p></p></html>"#;
        assert_eq!(page.page(), format!("<!doctype html>\n{expected}\n"));
    }
}
