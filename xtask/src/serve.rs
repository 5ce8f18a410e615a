//! A server for `dist/` that answers as production should, and, for the tests, as it should not.
//!
//! Files named by their content are for ever; everything else is asked for again, with an `ETag`. Every origin may
//! load the explorer (it lives on other people's pages). Plain HTTP/1.1 on the loopback interface, a thread a
//! connection; no ranges, no TLS, nothing that a static site on a CDN would not do too.

use std::fs;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use sha2::{Digest as _, Sha256};

use crate::dist;

/// What the page may do. The first six are the contract with embedding pages; the last two close what
/// `default-src` does not cover. `frame-ancestors` is absent on purpose: any page may frame the explorer.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     connect-src 'self'; img-src 'self' data:; require-trusted-types-for 'script'; \
     base-uri 'none'; form-action 'none'";

/// How the server answers a path, instead of with the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// This status and a short text.
    Status(u16),
    /// This content, with a type; pages get the policy as always.
    Content(&'static str, Vec<u8>),
    /// This page, as somebody else's: without our policy.
    Foreign(Vec<u8>),
    /// The file, after a while.
    Late(Duration),
    /// The beginning of the file, so many bytes of it, and then the connection ends.
    Cut(usize),
    /// Nothing: the connection ends.
    Nothing,
    /// This once, and as before from then on.
    Once(Box<Answer>),
}

/// A running server. It ends when this is dropped.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    folder: PathBuf,
    /// Its own scheme, host and port.
    origin: String,
    ends: AtomicBool,
    answers: Mutex<Vec<(String, Answer)>>,
    asked: Mutex<Vec<String>>,
    /// Put into every page after `<head>`; how the tests listen in.
    head: String,
}

impl Server {
    /// Serves `folder` on a port of the loopback interface; 0 takes a free one.
    ///
    /// # Errors
    /// When the port is taken.
    pub fn start(folder: &Path, port: u16) -> Result<Self, String> {
        Self::start_with_head(folder, port, String::new())
    }

    /// The same, with `head` put into every page after its `<head>`.
    ///
    /// # Errors
    /// When the port is taken.
    pub fn start_with_head(folder: &Path, port: u16, head: String) -> Result<Self, String> {
        let listener = TcpListener::bind(("127.0.0.1", port))
            .map_err(|why| format!("cannot listen on port {port}: {why}; choose another with --port"))?;
        let address = listener.local_addr().map_err(|why| format!("no address: {why}"))?;
        let shared = Arc::new(Shared {
            folder: folder.to_owned(),
            origin: format!("http://localhost:{}", address.port()),
            ends: AtomicBool::new(false),
            answers: Mutex::default(),
            asked: Mutex::default(),
            head,
        });
        let of_listener = Arc::clone(&shared);
        std::thread::spawn(move || listen(&listener, &of_listener));
        Ok(Self { address, shared })
    }

    /// Where it is: `http://localhost:8080/`.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://localhost:{}/", self.address.port())
    }

    /// From now on, answers `path` so. A path starts with `/`; one `*` in it stands for anything. The latest wins.
    pub fn answer(&self, path: &str, answer: Answer) {
        hold(&self.shared.answers).push((path.to_owned(), answer));
    }

    /// Answers everything with its file again, and forgets what was asked.
    pub fn reset(&self) {
        hold(&self.shared.answers).clear();
        hold(&self.shared.asked).clear();
    }

    /// The paths that were asked for since the last [`reset`](Self::reset), with their queries, in order.
    #[must_use]
    pub fn asked(&self) -> Vec<String> {
        hold(&self.shared.asked).clone()
    }

    /// Waits for ever.
    pub fn stay(&self) {
        while !self.shared.ends.load(Ordering::Relaxed) {
            std::thread::park();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.ends.store(true, Ordering::Relaxed);
        // Wakes the listener, which then sees that it is over.
        let _ = TcpStream::connect(self.address);
    }
}

fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn listen(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        if shared.ends.load(Ordering::Relaxed) {
            return;
        }
        if let Ok(stream) = stream {
            let shared = Arc::clone(shared);
            std::thread::spawn(move || {
                // A visitor who leaves in the middle is no error of ours.
                let _ = converse(&stream, &shared);
                let _ = stream.shutdown(Shutdown::Both);
            });
        }
    }
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Asked {
    method: String,
    target: String,
    takes_brotli: bool,
    knows: Option<String>,
    closes: bool,
}

struct Reply {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

fn converse(stream: &TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    stream.set_nodelay(true)?;
    let mut input = BufReader::new(stream);
    while let Some(asked) = read_request(&mut input)? {
        hold(&shared.asked).push(asked.target.clone());
        let path = path_of(&asked.target);
        let answer = path.as_deref().and_then(|path| {
            let mut answers = hold(&shared.answers);
            let at = answers.iter().rposition(|(pattern, _)| fits(pattern, path))?;
            match answers.get(at)?.1.clone() {
                Answer::Once(answer) => {
                    answers.remove(at);
                    Some(*answer)
                }
                answer => Some(answer),
            }
        });
        let mut cut = None;
        let reply = match answer {
            Some(Answer::Nothing) => return Ok(()),
            Some(Answer::Status(status)) => plain(status),
            Some(Answer::Content(kind, body)) => content(shared, kind, body),
            Some(Answer::Foreign(body)) => {
                let mut reply = content(shared, "text/html; charset=utf-8", body);
                reply.headers.retain(|(name, _)| *name == "Content-Type");
                reply
            }
            Some(Answer::Late(wait)) => {
                std::thread::sleep(wait);
                reply_to(&asked, path.as_deref(), shared)
            }
            Some(Answer::Cut(bytes)) => {
                cut = Some(bytes);
                reply_to(&asked, path.as_deref(), shared)
            }
            Some(Answer::Once(_)) | None => reply_to(&asked, path.as_deref(), shared),
        };
        send(stream, &asked, &reply, cut)?;
        if asked.closes || cut.is_some() {
            return Ok(());
        }
    }
    Ok(())
}

fn read_request(input: &mut BufReader<&TcpStream>) -> io::Result<Option<Asked>> {
    let mut line = String::new();
    if input.by_ref().take(16_384).read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace();
    let mut asked = Asked {
        method: words.next().unwrap_or_default().to_owned(),
        target: words.next().unwrap_or_default().to_owned(),
        closes: words.next() != Some("HTTP/1.1"),
        ..Asked::default()
    };
    let mut length = 0_u64;
    let mut left = 65_536_usize;
    loop {
        let mut line = String::new();
        let read = input.by_ref().take(16_384).read_line(&mut line)?;
        left = left.saturating_sub(read);
        if read == 0 || left == 0 {
            return Ok(None);
        }
        let Some((name, value)) = line.trim_end().split_once(':') else {
            break;
        };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "accept-encoding" => asked.takes_brotli = takes_brotli(value),
            "if-none-match" => asked.knows = Some(value.to_owned()),
            "connection" => asked.closes |= value.eq_ignore_ascii_case("close"),
            "content-length" => length = value.parse().unwrap_or(0),
            _ => {}
        }
    }
    // Nothing here takes a body; it is read so that the next request is found.
    io::copy(&mut input.by_ref().take(length.min(1_000_000)), &mut io::sink())?;
    Ok(Some(asked))
}

fn takes_brotli(accepted: &str) -> bool {
    accepted.split(',').any(|part| {
        let mut words = part.split(';').map(str::trim);
        words.next() == Some("br")
            && !words.any(|word| word.strip_prefix("q=").is_some_and(|q| q.parse::<f32>().is_ok_and(|q| q == 0.0)))
    })
}

/// The path of a request target, unescaped, without its query; none when it is not one of ours.
fn path_of(target: &str) -> Option<String> {
    let raw = target.split(['?', '#']).next()?;
    let mut bytes = Vec::new();
    let mut rest = raw.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
        } else {
            byte
        });
    }
    let path = String::from_utf8(bytes).ok()?;
    let is_plain = path.starts_with('/')
        && !path.contains(['\\', '\0', ':'])
        && path.split('/').all(|part| part != ".." && part != ".");
    is_plain.then_some(path)
}

fn fits(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((start, end)) => path.len() >= start.len() + end.len() && path.starts_with(start) && path.ends_with(end),
    }
}

fn reply_to(asked: &Asked, path: Option<&str>, shared: &Shared) -> Reply {
    if asked.method != "GET" && asked.method != "HEAD" {
        let mut reply = plain(405);
        reply.headers.push(("Allow", "GET, HEAD".to_owned()));
        return reply;
    }
    let Some(path) = path else {
        return plain(400);
    };
    let mut name = path.trim_start_matches('/').to_owned();
    if name.is_empty() || name.ends_with('/') {
        name.push_str("index.html");
    }
    let file = shared.folder.join(&name);
    // A link out of the folder is not followed, nor is what lies beside a name for the server's own use.
    let is_inside = fs::canonicalize(&file).is_ok_and(|real| {
        fs::canonicalize(&shared.folder).is_ok_and(|folder| real.starts_with(folder)) && real.is_file()
    });
    if !is_inside || name.ends_with(".br") {
        return missing(asked, &name, shared);
    }
    let Ok(body) = fs::read(&file) else {
        return missing(asked, &name, shared);
    };
    let kind = kind_of(&name);
    let is_page = kind.starts_with("text/html");
    let packed = if asked.takes_brotli && (!is_page || shared.head.is_empty()) {
        fs::read(shared.folder.join(format!("{name}.br"))).ok()
    } else {
        None
    };
    let is_packed = packed.is_some();
    let mut reply = content(shared, kind, packed.unwrap_or(body));
    if name == "embed.html" {
        // In a sandbox a page has no origin of its own, and for WebKit `'self'` is nobody then: it is named as well.
        for (header, value) in &mut reply.headers {
            if *header == "Content-Security-Policy" {
                *value = value.replace("'self'", &format!("'self' {}", shared.origin));
            }
        }
    }
    if is_packed {
        reply.headers.push(("Content-Encoding", "br".to_owned()));
    }
    reply.headers.push(("Vary", "Accept-Encoding".to_owned()));
    let for_ever = dist::is_named_by_content(&name);
    let caching = if for_ever { "public, max-age=31536000, immutable" } else { "no-cache" };
    reply.headers.push(("Cache-Control", caching.to_owned()));
    let tag = format!("\"{}\"", dist::hex(&Sha256::digest(&reply.body)[..12]));
    let known = asked.knows.as_deref().is_some_and(|tags| tags.split(',').any(|one| one.trim() == tag));
    reply.headers.push(("ETag", tag));
    if known {
        reply.status = 304;
        reply.body.clear();
    }
    reply
}

/// The answer where no file is: the way to a page that was asked for without its last `/`, else the page that says so.
fn missing(asked: &Asked, name: &str, shared: &Shared) -> Reply {
    if !name.ends_with(".br") && shared.folder.join(name).join("index.html").is_file() {
        let query = asked.target.split_once('?').map(|(_, query)| format!("?{query}")).unwrap_or_default();
        let last = name.rsplit('/').next().unwrap_or_default();
        let mut reply = plain(308);
        reply.headers.push(("Location", format!("{last}/{query}")));
        return reply;
    }
    let is_page = name.ends_with("index.html") || !name.rsplit('/').next().unwrap_or_default().contains('.');
    match fs::read_to_string(shared.folder.join("404.html")) {
        // The page does not know how deep it is shown; here the release lies at the root.
        Ok(page) if is_page => {
            let page = page.replace("href=\"./", "href=\"/");
            Reply { status: 404, ..content(shared, kind_of("404.html"), page.into_bytes()) }
        }
        _ => plain(404),
    }
}

fn content(shared: &Shared, kind: &str, mut body: Vec<u8>) -> Reply {
    let mut headers = vec![("Content-Type", kind.to_owned())];
    if kind.starts_with("text/html") {
        headers.push(("Content-Security-Policy", POLICY.to_owned()));
        headers.push(("Referrer-Policy", "strict-origin-when-cross-origin".to_owned()));
        if !shared.head.is_empty() {
            let page = String::from_utf8_lossy(&body);
            body = page.replacen("<head>", &format!("<head>{}", shared.head), 1).into_bytes();
        }
    }
    Reply { status: 200, headers, body }
}

fn plain(status: u16) -> Reply {
    let headers =
        vec![("Content-Type", "text/plain; charset=utf-8".to_owned()), ("Cache-Control", "no-store".to_owned())];
    Reply { status, headers, body: format!("{status} {}\n", reason_of(status)).into_bytes() }
}

fn send(mut stream: &TcpStream, asked: &Asked, reply: &Reply, cut: Option<usize>) -> io::Result<()> {
    let mut head = format!("HTTP/1.1 {} {}\r\n", reply.status, reason_of(reply.status));
    let of_all = [
        ("Access-Control-Allow-Origin", "*"),
        ("Cross-Origin-Resource-Policy", "cross-origin"),
        ("X-Content-Type-Options", "nosniff"),
        ("Connection", if asked.closes { "close" } else { "keep-alive" }),
    ];
    let headers = reply.headers.iter().map(|(name, value)| (*name, value.as_str()));
    for (name, value) in headers.chain(of_all) {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if reply.status != 304 {
        head.push_str(&format!("Content-Length: {}\r\n", reply.body.len()));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    if asked.method != "HEAD" {
        let body = &reply.body[..cut.unwrap_or(usize::MAX).min(reply.body.len())];
        stream.write_all(body)?;
    }
    stream.flush()
}

fn kind_of(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "ics" => "text/calendar; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "xml" => "application/xml",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn reason_of(status: u16) -> &'static str {
    match status {
        200 => "OK",
        304 => "Not Modified",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        404 => "Not Found",
        405 => "Method Not Allowed",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => "Status",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with a page, a script and a module, gone when dropped.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let folder = std::env::temp_dir().join(format!("explorer-{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&folder);
            fs::create_dir_all(folder.join("data")).unwrap();
            fs::write(folder.join("index.html"), "<!doctype html><head></head>").unwrap();
            fs::write(folder.join("a-0123456789abcdef.wasm"), "wasm").unwrap();
            fs::write(folder.join("a-0123456789abcdef.wasm.br"), "br").unwrap();
            fs::write(folder.join("data/all.json"), "{\"a\":1}").unwrap();
            Self(folder)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn ask(server: &Server, request: &str) -> String {
        let mut stream = TcpStream::connect(server.address).unwrap();
        let (line, headers) = request.split_once('\n').unwrap_or((request, ""));
        let headers: String = headers.lines().map(|line| format!("{line}\r\n")).collect();
        write!(stream, "{line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n").unwrap();
        let mut reply = Vec::new();
        let _ = stream.read_to_end(&mut reply);
        String::from_utf8_lossy(&reply).into_owned()
    }

    #[test]
    fn a_page_has_its_type_its_policy_and_is_asked_for_again() {
        let folder = Folder::new("page");
        let server = Server::start(&folder.0, 0).unwrap();
        let reply = ask(&server, "GET /?view=list");
        assert!(reply.starts_with("HTTP/1.1 200 OK\r\n"), "{reply}");
        assert!(reply.contains("Content-Type: text/html; charset=utf-8\r\n"));
        assert!(reply.contains("Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "));
        assert!(reply.contains("Cache-Control: no-cache\r\n"));
        let tag = reply.lines().find_map(|line| line.strip_prefix("ETag: ")).unwrap();
        let again = ask(&server, &format!("GET /\nIf-None-Match: {tag}"));
        assert!(again.starts_with("HTTP/1.1 304 ") && again.ends_with("\r\n\r\n"), "{again}");
    }

    #[test]
    fn what_is_named_by_content_is_for_ever_and_packed_when_taken() {
        let folder = Folder::new("packed");
        let server = Server::start(&folder.0, 0).unwrap();
        let packed = ask(&server, "GET /a-0123456789abcdef.wasm\nAccept-Encoding: gzip, br");
        assert!(packed.contains("Content-Type: application/wasm\r\n"), "{packed}");
        assert!(packed.contains("max-age=31536000, immutable\r\n") && packed.contains("Content-Encoding: br\r\n"));
        assert!(packed.contains("Access-Control-Allow-Origin: *\r\n") && packed.ends_with("\r\n\r\nbr"));
        for refused in ["gzip", "br;q=0", "gzip, br; q=0.0"] {
            let plain = ask(&server, &format!("GET /a-0123456789abcdef.wasm\nAccept-Encoding: {refused}"));
            assert!(plain.ends_with("\r\n\r\nwasm") && !plain.contains("Content-Encoding"), "{plain}");
        }
    }

    #[test]
    fn what_is_not_there_is_said_on_a_page_and_a_page_without_its_slash_is_found() {
        let folder = Folder::new("missing");
        fs::create_dir_all(folder.0.join("initiative/one")).unwrap();
        fs::write(folder.0.join("initiative/one/index.html"), "<!doctype html>one").unwrap();
        fs::write(folder.0.join("404.html"), "<!doctype html><a href=\"./\">start</a>").unwrap();
        let server = Server::start(&folder.0, 0).unwrap();
        let found = ask(&server, "GET /initiative/one?a=1");
        assert!(found.starts_with("HTTP/1.1 308 ") && found.contains("Location: one/?a=1\r\n"), "{found}");
        let page = ask(&server, "GET /initiative/none/");
        assert!(page.starts_with("HTTP/1.1 404 ") && page.ends_with("<a href=\"/\">start</a>"), "{page}");
        assert!(page.contains("Content-Security-Policy: "), "{page}");
        let file = ask(&server, "GET /data/none.json");
        assert!(file.starts_with("HTTP/1.1 404 ") && !file.contains("start"), "{file}");
    }

    #[test]
    fn nothing_outside_the_folder_is_told() {
        let folder = Folder::new("outside");
        let server = Server::start(&folder.0, 0).unwrap();
        for (path, status) in [
            ("/../Cargo.toml", 400),
            ("/%2e%2e/Cargo.toml", 400),
            ("/data/..%2f..%2fetc/passwd", 400),
            ("//etc/passwd", 404),
            ("/data", 404),
            ("/nowhere", 404),
            ("/a-0123456789abcdef.wasm.br", 404),
            ("/%zz", 400),
            ("*", 400),
        ] {
            let reply = ask(&server, &format!("GET {path}"));
            assert!(reply.starts_with(&format!("HTTP/1.1 {status} ")), "{path}: {reply}");
        }
        assert!(ask(&server, "POST /\nContent-Length: 0").starts_with("HTTP/1.1 405 "));
    }

    #[test]
    fn a_head_has_no_body_but_its_length() {
        let folder = Folder::new("head");
        let server = Server::start(&folder.0, 0).unwrap();
        let reply = ask(&server, "HEAD /data/all.json");
        assert!(reply.contains("Content-Length: 7\r\n") && reply.ends_with("\r\n\r\n"), "{reply}");
    }

    #[test]
    fn faults_come_when_told_and_go() {
        let folder = Folder::new("faults");
        let server = Server::start_with_head(&folder.0, 0, "<script src=\"/watch.js\"></script>".to_owned()).unwrap();
        server.answer("/data/*.json", Answer::Status(500));
        assert!(ask(&server, "GET /data/all.json").starts_with("HTTP/1.1 500 "));
        server.answer("/data/*.json", Answer::Cut(3));
        assert!(ask(&server, "GET /data/all.json").ends_with("\r\n\r\n{\"a"));
        server.answer("/data/*.json", Answer::Nothing);
        assert_eq!(ask(&server, "GET /data/all.json"), "");
        server.answer("/data/all.json", Answer::Content("application/json", b"[]".to_vec()));
        assert!(ask(&server, "GET /data/all.json").ends_with("\r\n\r\n[]"));
        assert_eq!(server.asked(), ["/data/all.json"; 4]);
        server.reset();
        assert!(ask(&server, "GET /data/all.json").ends_with("{\"a\":1}"));
        assert!(ask(&server, "GET /").ends_with("<head><script src=\"/watch.js\"></script></head>"));
    }
}
