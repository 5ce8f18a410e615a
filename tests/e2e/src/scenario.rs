//! One thing a visitor does, and running all of them in one engine.

use std::cell::RefCell;
use std::error::Error;
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::pin::Pin;
use std::time::{Duration, Instant};

use futures_util::FutureExt as _;
use serde_json::Value;
use xtask::serve::Server;

use crate::driver::{Browser, Engine};
use crate::page::{self, Page};

/// How a scenario ends. A false `assert!` is as good as an error.
pub type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// A scenario: its name and its function, as [`scenarios!`](crate::scenarios) writes them.
pub struct Scenario {
    /// Where it is in the code.
    pub path: &'static str,
    /// What it does.
    pub run: for<'a> fn(&'a Page) -> Pin<Box<dyn Future<Output = Outcome> + 'a>>,
}

impl Scenario {
    /// `file::function`
    pub fn name(&self) -> &'static str {
        self.path.split_once("::").map_or(self.path, |(_, name)| name)
    }
}

/// Lists the scenarios of a file: `scenarios! { a_word_finds, no_result_says_why }`, each an
/// `async fn(&Page) -> Outcome`.
#[macro_export]
macro_rules! scenarios {
    ($($name:ident),* $(,)?) => {
        /// The scenarios of this file.
        pub const ALL: &[$crate::scenario::Scenario] = &[$($crate::scenario::Scenario {
            path: concat!(module_path!(), "::", stringify!($name)),
            run: |page| Box::pin($name(page)),
        }),*];
    };
}

/// The longest a scenario may take.
const PATIENCE: Duration = Duration::from_secs(180);
/// The longest that taking a picture of its end may take.
const AFTERWARDS: Duration = Duration::from_secs(10);

thread_local! {
    static LAST_PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// What WebKitGTK says now and then, in whichever scenario, of memory that the same module does not break in the other
/// engines: seen, not understood.
const BROKEN_MEMORY: [&str; 3] = ["Out of bounds memory access", "dlmalloc", "Unreachable code should not be executed"];

/// Runs scenarios in one engine and tells the results as libtest does; says whether all went well.
pub fn run_all(engine: Engine, scenarios: &[&Scenario]) -> bool {
    std::panic::set_hook(Box::new(|panic| LAST_PANIC.set(panic.to_string())));
    let started = Instant::now();
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(why) => return tell(engine, 0, &[("runtime".to_owned(), why.to_string())], started),
    };
    let (mut passed, mut failed) = (0, Vec::new());
    let ran: Result<(), String> = runtime.block_on(async {
        let mut browser = Browser::start(engine).await?;
        for scenario in scenarios {
            let begun = Instant::now();
            let mut end = run(&browser, scenario).await;
            let is_another;
            (browser, is_another) = browser.or_another().await?;
            if let Err(why) = &end
                && let Some(broke) = what_broke(engine, why, is_another)
            {
                println!("test {}::{} ... again: {broke}", engine.name(), scenario.name());
                end = run(&browser, scenario).await;
                (browser, _) = browser.or_another().await?;
            }
            let word = if end.is_ok() { "ok" } else { "FAILED" };
            println!("test {}::{} ... {word} ({:.1} s)", engine.name(), scenario.name(), begun.elapsed().as_secs_f64());
            match end {
                Ok(()) => passed += 1,
                Err(why) => failed.push((scenario.name().to_owned(), why)),
            }
        }
        browser.stop().await;
        Ok(())
    });
    if let Err(why) = ran {
        println!("test {}::starts ... FAILED", engine.name());
        failed.push(("starts".to_owned(), why));
    }
    tell(engine, passed, &failed, started)
}

/// Whether it was the browser that broke, and not what the scenario looks at. Such a scenario is run once more, and says so:
/// a page that breaks its browser breaks it twice.
fn what_broke(engine: Engine, why: &str, is_browser_gone: bool) -> Option<&'static str> {
    // Where the module itself says why it gives up, that is why, unless it is the allocator that says so.
    let is_panic = why.contains("panicked at") && !why.contains("dlmalloc");
    let is_memory = engine == Engine::WebKit && !is_panic && BROKEN_MEMORY.iter().any(|sign| why.contains(sign));
    is_browser_gone.then_some("its browser was gone").or(is_memory.then_some("its memory broke"))
}

/// A server at an address that this run has not had yet: a browser keeps what is named by its content, and would not
/// ask an old address for it again, so that a file with a fault would never be seen. Its pages are listened to.
pub fn fresh_server(folder: &std::path::Path) -> Result<Server, String> {
    static KNOWN: std::sync::Mutex<Vec<String>> = std::sync::Mutex::new(Vec::new());
    loop {
        let server = Server::start_with_head(folder, 0, page::WATCH_TAG.to_owned())?;
        let mut known = KNOWN.lock().map_err(|_| "a scenario broke off while it started its server")?;
        if !known.contains(&server.address()) {
            known.push(server.address());
            page::listen_to(&server);
            return Ok(server);
        }
    }
}

/// The paths of all files that the release lists.
pub fn listed_files() -> Outcome<Vec<String>> {
    let list: Value = serde_json::from_slice(&std::fs::read(xtask::root()?.join("dist/files.json"))?)?;
    let paths = list["files"].as_array().into_iter().flatten().filter_map(|file| file["path"].as_str());
    Ok(paths.map(str::to_owned).collect())
}

async fn run(browser: &Browser, scenario: &Scenario) -> Result<(), String> {
    let root = xtask::root()?;
    let server = fresh_server(&root.join("dist"))?;
    let page = Page::new(browser, server);
    page.begin().await.map_err(|why| format!("the page cannot be reset: {why}"))?;
    let told = AssertUnwindSafe((scenario.run)(&page)).catch_unwind();
    let mut end = match tokio::time::timeout(PATIENCE, told).await {
        Err(_) => Err(format!("not done after {} s", PATIENCE.as_secs())),
        Ok(Err(_)) => Err(LAST_PANIC.take()),
        Ok(Ok(end)) => end.map_err(|why| why.to_string()),
    };
    let complaints = page.complaints().await;
    if end.is_ok() && !complaints.is_empty() {
        end = Err(format!("the page complains: {}", complaints.join("; ")));
    } else if let Err(why) = &mut end
        && !complaints.is_empty()
    {
        why.push_str(&format!("\n  the page also complains: {}", complaints.join("; ")));
    }
    // WebKitGTK under Xvfb never answers when asked for a picture.
    if let Err(why) = &mut end
        && browser.engine() != Engine::WebKit
    {
        let name = format!("{}-{}.png", browser.engine().name(), scenario.name().replace("::", "-"));
        if let Ok(Some(file)) = tokio::time::timeout(AFTERWARDS, picture(&page, root.join("target/e2e"), &name)).await {
            why.push_str(&format!("\n  picture: {}", file.strip_prefix(&root).unwrap_or(&file).display()));
        }
    }
    end
}

async fn picture(page: &Page, folder: PathBuf, name: &str) -> Option<PathBuf> {
    let bytes = page.client().screenshot().await.ok()?;
    std::fs::create_dir_all(&folder).ok()?;
    let file = folder.join(name);
    std::fs::write(&file, bytes).ok()?;
    Some(file)
}

fn tell(engine: Engine, passed: usize, failed: &[(String, String)], started: Instant) -> bool {
    let name = engine.name();
    let mut report = String::new();
    for (scenario, why) in failed {
        report.push_str(&format!("\n---- {name}::{scenario} ----\n{why}\n"));
    }
    let word = if failed.is_empty() { "ok" } else { "FAILED" };
    println!(
        "{report}{name}: test result: {word}. {passed} passed; {} failed; 0 ignored; finished in {:.2}s",
        failed.len(),
        started.elapsed().as_secs_f64()
    );
    failed.is_empty()
}
