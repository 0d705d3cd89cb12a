//! The manual is true: what its pages show is what the tool does.
//!
//! - `blocks`: every block of code says by its mark what it is, and is that.
//! - `transcripts`: commands are run, and the page shows what they print.
//! - `requests`: the server is asked, and the page shows what it answers.
//! - `protocol`: what the server offers is what the page says, and tests that pages name exist.
//! - `links`: links lead somewhere, and the book has every page.
//! - `checks`, `words`, `method`, `packs`: pages that are written from the tables of the code.
//!
//! `UPDATE_EXPECT=1 cargo test -p tm --test manual` writes what has changed into the pages; read the
//! difference. The pages lie in `docs`; `tests/manual/pages.rs` says which others count.

mod blocks;
mod checks;
mod engine;
mod links;
mod method;
mod packs;
mod pages;
mod protocol;
mod requests;
mod transcripts;
mod words;

/// How a generated page begins: nobody should edit it.
fn generated_from(source: &str) -> String {
    format!(
        "<!-- Written by `UPDATE_EXPECT=1 cargo test -p tm --test manual` from {source}. Edit that. -->\n"
    )
}

/// Asserts that a page is that text, or makes it so if `UPDATE_EXPECT` is set.
fn expect_page(path: &std::path::Path, text: &str) {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).expect("a folder for the page");
    }
    expect_test::expect_file![path].assert_eq(text);
}
