use super::*;
#[test]
fn try_it() {
    for path in std::env::var("FMT").unwrap_or_default().split(' ') {
        if path.is_empty() { continue; }
        let text = std::fs::read_to_string(path).unwrap();
        let once = format(&text);
        assert_eq!(format(&once), once, "{path}");
        std::fs::write(format!("/tmp/fmt-out/{}", path.replace('/', "_")), once).unwrap();
    }
}
