//! Who owns code: the people that a `CODEOWNERS` file of the workspace names, as completion offers them.

use smol_str::SmolStr;

/// Where such a file may lie. The first counts.
pub const FILES: [&str; 4] =
    [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"];

/// The people and teams that a text names, those of the first lines first. Addresses of mail are left
/// out: a model names people by their handles.
pub fn named_in(text: &str) -> Vec<SmolStr> {
    let mut owners: Vec<SmolStr> = Vec::new();
    for line in text.lines() {
        let line = line.split('#').next().unwrap_or_default();
        // What comes first says which files they own.
        for owner in line.split_whitespace().skip(1).filter(|word| is_handle(word)) {
            if !owners.iter().any(|known| known == owner) {
                owners.push(owner.into());
            }
        }
    }
    owners
}

fn is_handle(word: &str) -> bool {
    let name = word.strip_prefix('@').unwrap_or_default();
    let is_part = |part: &str| {
        !part.is_empty()
            && part.chars().all(|letter| letter.is_alphanumeric() || "-_".contains(letter))
    };
    name.split('/').all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_are_taken_and_patterns_comments_and_addresses_are_not() {
        let text =
            "# @nobody\n* @dana @org/security # @later\n/@pattern kim@example.org @dana @kim\n";
        assert_eq!(named_in(text), ["@dana", "@org/security", "@kim"]);
    }
}
