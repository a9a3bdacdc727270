//! The rows of the corpus's `MANIFEST.tsv`.

use std::path::Path;

/// A row of the manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Document {
    /// Relative to the corpus folder.
    pub(crate) path: String,
    /// Whether it is Swagger 2.0, which must be refused.
    pub(crate) is_swagger: bool,
}

/// Reads the manifest. The error is a sentence for the user.
#[expect(clippy::disallowed_methods, reason = "the corpus is a folder on disk")]
pub(crate) fn read(corpus: &Path) -> Result<Vec<Document>, String> {
    let path = corpus.join("MANIFEST.tsv");
    let text = std::fs::read_to_string(&path).map_err(|error| format!("cannot read `{}`: {error}", path.display()))?;
    parse(&text).ok_or_else(|| format!("`{}` has no columns `path` and `openapi`", path.display()))
}

fn parse(text: &str) -> Option<Vec<Document>> {
    let mut lines = text.lines();
    let head: Vec<&str> = lines.next()?.split('\t').collect();
    let column = |name| head.iter().position(|cell| *cell == name);
    let (path, version) = (column("path")?, column("openapi")?);
    let rows = lines.map(|line| line.split('\t').collect::<Vec<_>>());
    rows.map(|cells| {
        let is_swagger = cells.get(version)?.starts_with("swagger");
        Some(Document { path: (*cells.get(path)?).to_owned(), is_swagger })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_a_document() {
        let documents = parse("source\tpath\topenapi\nx\ta/b.yaml\t3.1.0\nx\told.json\tswagger 2.0\n").unwrap();
        let document = |path: &str, is_swagger| Document { path: path.to_owned(), is_swagger };
        assert_eq!(documents, [document("a/b.yaml", false), document("old.json", true)]);
    }

    #[test]
    fn a_manifest_without_the_columns_is_none() {
        assert_eq!(parse("a\tb\nc\td\n"), None);
    }
}
