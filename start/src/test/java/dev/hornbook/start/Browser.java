package dev.hornbook.start;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The installed Chromium, driven by Playwright, which brings none of its own here. */
final class Browser implements AutoCloseable {
    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final int PATIENCE_MILLIS = 20_000;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    private Browser(Playwright playwright, Path executable) {
        this.playwright = playwright;
        this.chromium = playwright.chromium().launch(new LaunchOptions().setExecutablePath(executable).setArgs(QUIET));
    }

    static Browser open() {
        // Two classes of tests run at once, and builds beside them: nothing here is an assertion on time.
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        var playwright = Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Browser(playwright, installed());
    }

    /** A page of a reader of its own, with no cookies yet. */
    Page reader(int width, int height) {
        return reader(new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(width, height));
    }

    /** The same, who goes on where the certificate's root is not known. */
    Page readerOfAnUnknownCertificate() {
        return reader(new com.microsoft.playwright.Browser.NewContextOptions().setIgnoreHTTPSErrors(true));
    }

    /** What is found by its name, as a reader who cannot see finds it. */
    static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    /** The visitor on this page becomes Ada; what was asked before is kept. */
    static void signUp(Page page, String password) {
        page.getByRole(AriaRole.BUTTON, named("Sign up")).first().click();
        page.getByLabel("Name").fill("Ada");
        page.getByLabel("E-mail").fill("ada@example.org");
        page.getByLabel("Password").fill(password);
        page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Sign up")).click();
    }

    private Page reader(com.microsoft.playwright.Browser.NewContextOptions options) {
        BrowserContext context = chromium.newContext(options);
        context.setDefaultTimeout(PATIENCE_MILLIS);
        return context.newPage();
    }

    private static Path installed() {
        return Optional.ofNullable(System.getenv("CHROMIUM"))
                .map(Path::of)
                .or(() -> Stream
                        .of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
                                "/Applications/Chromium.app/Contents/MacOS/Chromium")
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .findFirst())
                .orElseThrow(() -> new IllegalStateException(
                        "No Chromium found: install it ('apt install chromium'), or set CHROMIUM to its path."));
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
