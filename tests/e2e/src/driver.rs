//! The three engines: start a driver on a free port, a browser by it, and end both.

use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use xtask::browsers;
use xtask::tools::{Tool, Toolbox};

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Blink, in Chromium.
    Chromium,
    /// Gecko, in Firefox.
    Firefox,
    /// WebKitGTK, in its MiniBrowser.
    WebKit,
}

impl Engine {
    /// Every engine.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// As it is written on the command line and in results.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }
}

/// A started browser with one session. Everything it started ends with it.
pub struct Browser {
    engine: Engine,
    client: Client,
    // Ended in this order: the driver, then the display it draws on, then the folder it wrote to.
    _driver: Started,
    _display: Option<Started>,
    _profile: Profile,
}

impl Browser {
    /// Starts the engine; a second time when that fails, since another program may take the port that was free a moment ago.
    ///
    /// # Errors
    /// When its driver or itself does not start.
    pub async fn start(engine: Engine) -> Result<Self, String> {
        match Self::start_once(engine).await {
            Ok(browser) => Ok(browser),
            Err(why) => {
                println!("{why}; once more");
                Self::start_once(engine).await
            }
        }
    }

    async fn start_once(engine: Engine) -> Result<Self, String> {
        let profile = Profile::new(engine)?;
        let port = free_port()?;
        let mut display = None;
        let mut command = match engine {
            Engine::Chromium => {
                let mut command = Command::new("chromedriver");
                command.arg(format!("--port={port}"));
                command
            }
            Engine::Firefox => {
                let toolbox = Toolbox::new(&xtask::root()?)?;
                let mut command = Command::new(toolbox.path(Tool::Geckodriver)?);
                command.args(["--port", &port.to_string(), "--profile-root"]).arg(&profile.0);
                command
            }
            Engine::WebKit => {
                let (started, name) = start_display()?;
                display = Some(started);
                let mut command = Command::new("WebKitWebDriver");
                command.arg(format!("--port={port}")).env("DISPLAY", name);
                // There is no graphics card, no sound, no accessibility bus; as root there is no sandbox either.
                for name in ["WEBKIT_DISABLE_DMABUF_RENDERER", "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"] {
                    command.env(name, "1");
                }
                // The best of its compilers works long for a page that lives a second: a load took nearly twice as long.
                command.env("JSC_useOMGJIT", "0");
                command.env("LIBGL_ALWAYS_SOFTWARE", "1").env("NO_AT_BRIDGE", "1").env("GDK_BACKEND", "x11");
                command
            }
        };
        let driver = Started::new(command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()))?;
        let address = format!("http://127.0.0.1:{port}");
        let capabilities = capabilities(engine, &profile)?;
        let client = connect(&address, capabilities).await.map_err(|why| format!("{} : {why}", engine.name()))?;
        Ok(Self { engine, client, _driver: driver, _display: display, _profile: profile })
    }

    /// Which engine it is.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Its WebDriver session.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Whether it still answers.
    async fn is_alive(&self) -> bool {
        let asked = tokio::time::timeout(Duration::from_secs(10), self.client.execute("return 1", Vec::new())).await;
        asked.is_ok_and(|answer| answer.is_ok())
    }

    /// This browser, or another one when it answers no more: a crash takes one scenario, not all that follow. Says whether it
    /// is another.
    pub async fn or_another(self) -> Result<(Browser, bool), String> {
        if self.is_alive().await {
            return Ok((self, false));
        }
        let engine = self.engine;
        self.stop().await;
        Ok((Browser::start(engine).await?, true))
    }

    /// Ends the session, so that the browser goes before its driver does.
    pub async fn stop(self) {
        let _ = tokio::time::timeout(Duration::from_secs(10), self.client.clone().close()).await;
    }
}

fn capabilities(engine: Engine, profile: &Profile) -> Result<Value, String> {
    Ok(match engine {
        Engine::Chromium => json!({
            "browserName": "chrome",
            "goog:chromeOptions": { "args": [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic",
                "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--lang=en-GB", "--force-color-profile=srgb", "--hide-scrollbars", "--window-size=1280,900",
                format!("--user-data-dir={}", profile.0.display()),
            ] },
        }),
        Engine::Firefox => json!({
            "browserName": "firefox",
            "moz:firefoxOptions": {
                "args": ["-headless", "--width=1280", "--height=900"],
                "prefs": {
                    "intl.accept_languages": "en-GB, en",
                    "network.captive-portal-service.enabled": false,
                    "network.connectivity-service.enabled": false,
                    "browser.safebrowsing.downloads.enabled": false,
                    "services.settings.server": "http://localhost:9/",
                    "dom.security.trusted_types.enabled": true,
                    "ui.systemUsesDarkTheme": 0,
                },
            },
        }),
        Engine::WebKit => json!({
            "browserName": "MiniBrowser",
            "webkitgtk:browserOptions": {
                "binary": browsers::webkit()?,
                "args": ["--automation"],
            },
        }),
    })
}

/// Connects as soon as the driver listens.
async fn connect(address: &str, capabilities: Value) -> Result<Client, String> {
    let Value::Object(capabilities) = capabilities else {
        return Err("capabilities are an object".to_owned());
    };
    let begun = Instant::now();
    while std::net::TcpStream::connect(address.trim_start_matches("http://")).is_err() {
        if Duration::from_secs(20) < begun.elapsed() {
            return Err("its driver does not listen".to_owned());
        }
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
    let mut builder = ClientBuilder::new(HttpConnector::new());
    builder.capabilities(capabilities);
    match tokio::time::timeout(Duration::from_secs(60), builder.connect(address)).await {
        Err(_) => Err("it gives no session within a minute".to_owned()),
        Ok(client) => client.map_err(|why| format!("it gives no session: {why}")),
    }
}

/// A display without a screen, and its name.
fn start_display() -> Result<(Started, String), String> {
    let mut command = Command::new("Xvfb");
    // It chooses a free number and says it.
    command.args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]);
    let mut started = Started::new(command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()))?;
    let mut number = String::new();
    if let Some(output) = started.0.stdout.take() {
        BufReader::new(output).read_line(&mut number).map_err(|why| format!("Xvfb says nothing: {why}"))?;
    }
    if number.trim().is_empty() {
        return Err("Xvfb did not start".to_owned());
    }
    Ok((started, format!(":{}", number.trim())))
}

fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(|why| format!("no free port: {why}"))?;
    listener.local_addr().map(|address| address.port()).map_err(|why| format!("no free port: {why}"))
}

/// A process that ends when this is dropped.
struct Started(Child);

impl Started {
    fn new(command: &mut Command) -> Result<Self, String> {
        let name = command.get_program().to_string_lossy().into_owned();
        command.spawn().map(Self).map_err(|why| format!("cannot start {name}: {why}"))
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        // Asked first: a driver that is killed leaves its browser behind.
        let _ = Command::new("kill").arg(self.0.id().to_string()).stderr(Stdio::null()).status();
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(5) {
            if self.0.try_wait().is_ok_and(|status| status.is_some()) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A fresh folder for what a browser writes, removed in the end.
struct Profile(PathBuf);

impl Profile {
    fn new(engine: Engine) -> Result<Self, String> {
        let nth =
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_micros());
        let folder = std::env::temp_dir().join(format!("explorer-{}-{}-{nth}", engine.name(), std::process::id()));
        std::fs::create_dir_all(&folder).map_err(|why| format!("cannot make {}: {why}", folder.display()))?;
        Ok(Self(folder))
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
