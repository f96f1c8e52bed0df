//! Word documents in Office Open XML (`.docx`, `.docm`, `.dotx`, as Word and WPS write them), flat OPC and the XML
//! format of Word 2003. Nothing in a document is run.

mod body;
mod bound;
mod look;
mod numbering;
mod styles;

use std::collections::HashMap;

use super::meter::{Blocks, Meter};
use super::xml::{Id, Xml};
use super::zip::{Archive, damaged};
use super::{ReadError, encoding};
use crate::document::{Document, ReadNote};
use body::Body;
use numbering::Numbering;
use styles::Styles;

/// Bytes that one part may unpack to.
pub(super) const MAX_PART: usize = 48 * 1024 * 1024;

/// The path of the main document, where a zip archive is a Word document.
pub(super) fn main_part(archive: &Archive) -> Option<String> {
    let relations = relations(archive, "");
    let target =
        relations.iter().find(|relation| relation.kind == "officeDocument").map(|relation| &relation.target);
    let main = target.filter(|target| archive.find(target).is_some()).cloned();
    main.or_else(|| archive.find("word/document.xml").map(|entry| entry.name.clone()))
        .filter(|path| path.to_ascii_lowercase().starts_with("word/") || is_word(archive, path))
}

fn is_word(archive: &Archive, path: &str) -> bool {
    let head = part(archive, path).unwrap_or_default();
    head.get(..4096).unwrap_or(&head).contains("wordprocessingml")
}

/// Reads a Word document whose main part [`main_part`] found. `embedded` reads a file that the document embeds.
pub(super) fn read(
    archive: &Archive,
    main: &str,
    embedded: &dyn Fn(&[u8]) -> Option<Blocks>,
) -> Result<Document, ReadError> {
    let relations = relations(archive, main);
    let source = part(archive, main)?;
    let meter = archive.meter();
    let xml = Xml::parse(&source, meter);
    let root = xml.root().ok_or_else(damaged)?;
    let related = |kind: &str| {
        let path = &relations.iter().find(|relation| relation.kind == kind)?.target;
        part(archive, path).ok()
    };
    let styles_source = related("styles").unwrap_or_default();
    let styles_xml = Xml::parse(&styles_source, meter);
    let styles = styles_xml.root().map(|root| Styles::read(&styles_xml, root)).unwrap_or_default();
    let numbering_source = related("numbering").unwrap_or_default();
    let numbering_xml = Xml::parse(&numbering_source, meter);
    let numbering =
        numbering_xml.root().map(|root| Numbering::read(&numbering_xml, root)).unwrap_or_default();
    let body = xml.child(root, "w", "body").ok_or_else(damaged)?;
    let of_relation = |id: &str| {
        let relation = relations.iter().find(|relation| relation.id == id)?;
        let bytes = archive.part(archive.find(&relation.target)?, MAX_PART).ok()?;
        embedded(&bytes)
    };
    let own = relations.iter().filter(|relation| relation.kind == "customXml").map(|relation| {
        let properties = self::relations(archive, &relation.target).into_iter().next();
        let name =
            properties.and_then(|properties| store_name(&part(archive, &properties.target).ok()?, meter));
        (name, part(archive, &relation.target).unwrap_or_default())
    });
    let own: Vec<_> = own.collect();
    let own: Vec<_> = own.iter().map(|(name, source)| (name, Xml::parse(source, meter))).collect();
    let stores =
        own.iter().filter_map(|(name, store)| Some(((*name).clone(), store, store.root()?))).collect();
    let bound = bound::texts(&xml, &stores, meter);
    let mut document = document(&xml, body, &styles, numbering, &of_relation, bound, meter);
    if let Some(core) = archive.find("docProps/core.xml").and_then(|entry| archive.part(entry, MAX_PART).ok())
    {
        properties(&encoding::decode(&core, None).text, &mut document, meter);
    }
    Ok(document)
}

/// The name of an XML part of the document's own, in the properties that are said of it.
fn store_name(properties: &str, meter: &Meter) -> Option<String> {
    let xml = Xml::parse(properties, meter);
    xml.attribute(xml.root()?, "itemID").map(str::to_owned)
}

/// Reads a Word document that is one XML text: flat OPC or Word 2003. `None` where the text is something else.
pub(super) fn read_flat(source: &str, meter: &Meter) -> Option<Result<Document, ReadError>> {
    let xml = Xml::parse(source, meter);
    let root = xml.root()?;
    match xml.name(root) {
        ("w", "wordDocument") => {
            let styles =
                xml.child(root, "w", "styles").map(|styles| Styles::read(&xml, styles)).unwrap_or_default();
            let body = xml.child(root, "w", "body")?;
            Some(Ok(document(&xml, body, &styles, Numbering::default(), &|_| None, HashMap::new(), meter)))
        }
        ("pkg", "package") => {
            let part = |name: &str| -> Option<Id> {
                let part = xml.children(root).find(|&part| {
                    xml.attribute(part, "name").is_some_and(|path| path.eq_ignore_ascii_case(name))
                })?;
                let data = xml.child(part, "pkg", "xmlData")?;
                xml.children(data).find(|&child| xml.text_of(child).is_none())
            };
            let body = xml.child(part("/word/document.xml")?, "w", "body")?;
            let styles =
                part("/word/styles.xml").map(|styles| Styles::read(&xml, styles)).unwrap_or_default();
            let numbering =
                part("/word/numbering.xml").map(|root| Numbering::read(&xml, root)).unwrap_or_default();
            let stores = (1..)
                .map_while(|number| {
                    let store = part(&format!("/customXml/item{number}.xml"))?;
                    let name = part(&format!("/customXml/itemProps{number}.xml"))
                        .and_then(|properties| xml.attribute(properties, "itemID").map(str::to_owned));
                    Some((name, &xml, store))
                })
                .collect();
            let bound = bound::texts(&xml, &stores, meter);
            Some(Ok(document(&xml, body, &styles, numbering, &|_| None, bound, meter)))
        }
        _ => None,
    }
}

fn document(
    xml: &Xml,
    body: Id,
    styles: &Styles,
    numbering: Numbering,
    embedded: &dyn Fn(&str) -> Option<Blocks>,
    bound: HashMap<Id, String>,
    meter: &Meter,
) -> Document {
    let mut walk = Body::new(xml, styles, numbering, embedded, meter);
    walk.bound = bound;
    walk.fields_balanced = fields_balanced(xml);
    walk.read(body);
    walk.finish();
    let mut notes = Vec::new();
    if xml.damaged {
        notes.push(ReadNote {
            code: "truncated".to_owned(),
            zh: "这个 Word 文档不完整，只读到了其中一部分；请重新下载或另存后再检查。".to_owned(),
            en: "This Word document is incomplete; only a part of it was read.".to_owned(),
        });
    }
    if walk.unread > 0 {
        notes.push(ReadNote {
            code: "embedded".to_owned(),
            zh: format!(
                "文档里嵌入了另外 {} 个文件（如 Excel 对象），没有读取；请双击打开后把其中的表格复制到正文，另存为 docx 再试。",
                walk.unread
            ),
            en: format!(
                "The document embeds {} other files (such as Excel objects), which were not read; open them, copy their tables into the text, save as docx and try again.",
                walk.unread
            ),
        });
    }
    Document { notes, ..walk.blocks.into_document() }
}

/// Whether as many fields end as begin.
fn fields_balanced(xml: &Xml) -> bool {
    let (mut begun, mut ended) = (0_u32, 0_u32);
    for id in xml.named("w", "fldChar") {
        match xml.attribute(id, "fldCharType") {
            Some("begin") => begun += 1,
            Some("end") => ended += 1,
            _ => {}
        }
    }
    begun == ended
}

/// A relation of a part to another.
pub(super) struct Relation {
    pub(super) id: String,
    /// The last word of its type.
    pub(super) kind: String,
    /// Path in the archive.
    pub(super) target: String,
}

/// The relations of a part (of the package, where the path is empty).
pub(super) fn relations(archive: &Archive, path: &str) -> Vec<Relation> {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let folder_prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let Ok(source) = part(archive, &format!("{folder_prefix}_rels/{file}.rels")) else { return Vec::new() };
    let xml = Xml::parse(&source, archive.meter());
    let Some(root) = xml.root() else { return Vec::new() };
    xml.children(root)
        .filter_map(|relation| {
            let target = xml.attribute(relation, "Target")?;
            let target = match target.strip_prefix('/') {
                Some(absolute) => absolute.to_owned(),
                None => resolved(&folder_prefix, target),
            };
            Some(Relation {
                id: xml.attribute(relation, "Id")?.to_owned(),
                kind: xml.attribute(relation, "Type")?.rsplit('/').next()?.to_owned(),
                target,
            })
        })
        .collect()
}

/// A relative path as seen from a folder.
fn resolved(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            _ => path.push(step),
        }
    }
    path.join("/")
}

/// The text of a part.
pub(super) fn part(archive: &Archive, path: &str) -> Result<String, ReadError> {
    let entry = archive.find(path).ok_or_else(damaged)?;
    let bytes = archive.part(entry, MAX_PART)?;
    Ok(encoding::decode_owned(bytes).text)
}

/// Title and dates of the core properties.
pub(super) fn properties(source: &str, document: &mut Document, meter: &Meter) {
    let xml = Xml::parse(source, meter);
    let Some(root) = xml.root() else { return };
    for property in xml.children(root) {
        let text = xml.all_text(property).trim().to_owned();
        if text.is_empty() {
            continue;
        }
        match xml.name(property) {
            ("dc", "title") => document.title = Some(text),
            ("dcterms", name @ ("created" | "modified")) => document.metadata.push((name.to_owned(), text)),
            _ => {}
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
