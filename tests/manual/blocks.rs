//! Every block of code is what its mark says.
//!
//! | mark | the block |
//! |---|---|
//! | `tm` | a whole file without errors |
//! | `tm,TM301` | a whole file that raises this code, and no error of another |
//! | `tm,fragment` | a part of the model that the fragments of the page make up, in order |
//! | `tm,fragment,kb` | likewise, of a knowledge base |
//! | `tm,file=shop.tm` | a whole file, and the commands further down find it under that name |
//! | `tm,add=shop.tm` | what comes at the end of that file |
//! | `tm,into=shop.tm` | lines that replace those of the same item in that file, or come after all |
//! | `tm,once=shop.tm` | likewise, for the next commands only: then the file is as before |
//! | `console` | commands and what they print; with `in=examples/blog` in that folder |
//! | `json,request=tm/threats` | the parameters of a request of the server, about the files of the page |
//! | `json,answer` | what that is answered with |
//! | `json`, `text`, `sh`, `lua`, `toml`, `yaml` | what it says; JSON is read |
//!
//! The chapters of the language are one page to this end.

use std::collections::BTreeMap;

use tm_model::diagnostic::Severity;

use crate::engine::{Finding, findings};
use crate::pages::{Block, Page, all};

const OTHERS: [&str; 5] = ["text", "sh", "lua", "toml", "yaml"];

fn errors(found: &[Finding]) -> Vec<&Finding> {
    found.iter().filter(|finding| finding.severity == Severity::Error).collect()
}

/// True for the mark of a block that is no whole file.
fn is_part(word: &str) -> bool {
    word == "fragment" || ["into=", "add=", "once="].iter().any(|part| word.starts_with(part))
}

fn place(page: &Page, block: &Block) -> String {
    format!("{}:{}", page.name(), block.line)
}

#[test]
fn every_block_has_a_mark_that_is_known() {
    for page in all() {
        for block in page.blocks() {
            let known = match block.mark[0].as_str() {
                "tm" => block.mark[1..].iter().all(|word| {
                    word.starts_with("TM")
                        || word.starts_with("file=")
                        || word.starts_with("add=")
                        || word.starts_with("into=")
                        || word.starts_with("once=")
                        || ["fragment", "kb"].contains(&word.as_str())
                }),
                "json" => true,
                "console" => block.mark[1..].iter().all(|word| word.starts_with("in=")),
                other => block.mark.len() == 1 && OTHERS.contains(&other),
            };
            // What is left without a mark are pictures of folders and forms.
            let plain = block.mark == [""];
            assert!(known || plain, "{}: {:?}", place(&page, &block), block.mark);
        }
    }
}

#[test]
fn blocks_of_json_are_json() {
    for page in all() {
        for block in page.blocks().iter().filter(|block| block.mark[0] == "json") {
            if let Err(error) = serde_json::from_str::<serde_json::Value>(&block.text) {
                panic!("{}: {error}", place(&page, block));
            }
        }
    }
}

#[test]
fn whole_files_raise_the_codes_of_their_mark_and_no_other_error() {
    for page in all().iter().filter(|page| !crate::checks::is_one(page)) {
        // A file may name those that the page showed before.
        let mut files: Vec<(String, String)> = Vec::new();
        for block in page.blocks().iter().filter(|block| block.mark[0] == "tm") {
            if block.mark.iter().any(|word| is_part(word)) {
                continue;
            }
            let name = block.mark.iter().find_map(|word| word.strip_prefix("file="));
            files.retain(|(file, _)| name.is_some_and(|name| name != file));
            files.push((name.unwrap_or("shop.tm").to_owned(), block.text.clone()));
            let found = findings(&files, None);
            let wanted: Vec<&String> =
                block.mark[1..].iter().filter(|word| word.starts_with("TM")).collect();
            for code in &wanted {
                let raised = found.iter().any(|finding| finding.code.info().code == **code);
                assert!(raised, "{}: no {code} in {found:#?}", place(page, block));
            }
            let mut others = errors(&found);
            others.retain(|error| wanted.iter().all(|code| *code != error.code.info().code));
            assert!(others.is_empty(), "{}: {others:#?}", place(page, block));
        }
    }
}

#[test]
fn the_fragments_of_a_page_make_up_a_model_without_errors() {
    let mut groups: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for page in all() {
        let name = page.name();
        let group = if name.starts_with("docs/language") { "docs/language" } else { &name };
        let files = groups.entry(group.to_owned()).or_default();
        for block in page.blocks().iter().filter(|block| block.mark[0] == "tm") {
            if let Some(file) = block.mark.iter().find_map(|word| word.strip_prefix("file=")) {
                files.push((file.to_owned(), block.text.clone()));
            }
            if !block.mark.iter().any(|word| word == "fragment") {
                continue;
            }
            // Each fragment keeps its lines, so that an error is found where it is said to be.
            let header = match block.text.split_whitespace().next() {
                Some("model" | "kb" | "part") => String::new(),
                _ if block.mark.iter().any(|word| word == "kb") => {
                    "kb own 1.0\nuse stride 1.0\n".to_owned()
                }
                _ => "part of shop\n".to_owned(),
            };
            let path = format!("{}.tm", place(&page, block).replace(['/', ':'], "-"));
            files.push((path, header + &block.text));
        }
    }
    for (group, mut files) in groups {
        if files.iter().all(|(_, text)| !text.contains("model shop")) {
            files.push(("model.tm".to_owned(), "model shop\nuse stride 1.0\n".to_owned()));
        }
        let found = findings(&files, None);
        assert!(errors(&found).is_empty(), "{group}: {:#?}", errors(&found));
    }
}
