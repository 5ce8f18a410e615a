//! A Chromium of our own, spoken to in its own protocol through two pipes.
//!
//! Not through a driver: what the main thread did is in traces, which a driver does not hand over. Two named pipes and a
//! shell put the pipes where Chromium looks for them, at the descriptors 3 and 4; messages end with a zero byte.

use std::fs::{File, OpenOptions};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

/// Categories of a trace: the tasks of each thread, marks that pages set, the first paint.
const CATEGORIES: &[&str] =
    &["disabled-by-default-devtools.timeline", "devtools.timeline", "blink.user_timing", "loading", "__metadata"];

/// A running browser with one page. It ends when this is dropped.
pub struct Chromium {
    child: Child,
    folder: PathBuf,
    input: File,
    output: BufReader<File>,
    session: Option<String>,
    last_id: u64,
    /// What was told while an answer was waited for.
    events: Vec<Value>,
}

impl Chromium {
    /// Starts it, with a window of 1280 by 900.
    pub fn start() -> Result<Chromium, String> {
        let folder = std::env::temp_dir().join(format!("explorer-bench-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).map_err(|why| format!("cannot make {}: {why}", folder.display()))?;
        let (to, from) = (folder.join("to"), folder.join("from"));
        xtask::process::run(Command::new("mkfifo").args([&to, &from]))?;
        let mut command = Command::new("sh");
        command
            .args(["-c", "to=$1; from=$2; shift 2; exec chromium \"$@\" 3<\"$to\" 4>\"$from\"", "sh"])
            .args([&to, &from]);
        command.args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]);
        command.args([
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--lang=en-GB",
        ]);
        command.args(["--disable-background-timer-throttling", "--disable-renderer-backgrounding", "--disable-quic"]);
        command.args(["--hide-scrollbars", "--window-size=1280,900", "--remote-debugging-pipe"]);
        command.arg(format!("--user-data-dir={}", folder.join("profile").display())).arg("about:blank");
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let child = child.map_err(|why| format!("cannot start chromium: {why}"))?;
        // Each waits for the other side, in this order.
        let said = |why| format!("chromium's pipes: {why}");
        let input = OpenOptions::new().write(true).open(&to).map_err(said)?;
        let output = BufReader::new(File::open(&from).map_err(said)?);
        let mut browser = Chromium { child, folder, input, output, session: None, last_id: 0, events: Vec::new() };
        let page = browser.call("Target.createTarget", json!({ "url": "about:blank" }))?;
        let attached =
            browser.call("Target.attachToTarget", json!({ "targetId": page["targetId"], "flatten": true }))?;
        browser.session = attached["sessionId"].as_str().map(str::to_owned);
        browser.call("Page.enable", json!({}))?;
        browser.call("Runtime.enable", json!({}))?;
        Ok(browser)
    }

    /// Sends a command and waits for its answer.
    pub fn call(&mut self, method: &str, params: Value) -> Result<Value, String> {
        self.last_id += 1;
        let id = self.last_id;
        let mut message = json!({ "id": id, "method": method, "params": params });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        let said = |why| format!("{method}: {why}");
        self.input.write_all(message.to_string().as_bytes()).map_err(said)?;
        self.input.write_all(&[0]).map_err(said)?;
        loop {
            let answer = self.next()?;
            if answer["id"] == id {
                let error = answer["error"]["message"].as_str();
                return error.map_or(Ok(answer["result"].clone()), |why| Err(format!("{method}: {why}")));
            }
            self.events.push(answer);
        }
    }

    /// Waits until something is told.
    pub fn wait_for(&mut self, method: &str) -> Result<(), String> {
        loop {
            let told = self.events.iter().position(|event| event["method"] == method);
            if let Some(position) = told {
                self.events.remove(position);
                return Ok(());
            }
            let event = self.next()?;
            self.events.push(event);
        }
    }

    fn next(&mut self) -> Result<Value, String> {
        let mut bytes = Vec::new();
        self.output.read_until(0, &mut bytes).map_err(|why| format!("chromium says nothing: {why}"))?;
        if bytes.pop().is_none() {
            return Err("chromium ended".to_owned());
        }
        serde_json::from_slice(&bytes).map_err(|why| format!("chromium says what is no JSON: {why}"))
    }

    /// Runs a script and waits for what it promises.
    pub fn script(&mut self, expression: &str) -> Result<Value, String> {
        let params = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let answer = self.call("Runtime.evaluate", params)?;
        match answer["exceptionDetails"]["exception"]["description"].as_str() {
            Some(why) => Err(format!("{expression}: {why}")),
            None => Ok(answer["result"]["value"].clone()),
        }
    }

    /// What the page's threads did while something was done.
    pub fn traced<T>(&mut self, does: impl FnOnce(&mut Self) -> Result<T, String>) -> Result<(T, Vec<Value>), String> {
        let config = json!({ "includedCategories": CATEGORIES, "excludedCategories": ["*"], "recordMode": "recordContinuously" });
        self.call("Tracing.start", json!({ "traceConfig": config, "transferMode": "ReportEvents" }))?;
        let done = does(self);
        self.call("Tracing.end", json!({}))?;
        self.wait_for("Tracing.tracingComplete")?;
        let mut trace = Vec::new();
        self.events.retain_mut(|event| {
            let is_data = event["method"] == "Tracing.dataCollected";
            if is_data && let Value::Array(list) = event["params"]["value"].take() {
                trace.extend(list);
            }
            !is_data
        });
        self.events.clear();
        Ok((done?, trace))
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        let _ = self.input.write_all(b"{\"id\":0,\"method\":\"Browser.close\"}\0");
        let begun = std::time::Instant::now();
        while begun.elapsed().as_secs() < 5 && !self.child.try_wait().is_ok_and(|status| status.is_some()) {
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
