package dev.hornbook.start;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.hornbook.start.Browser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new reader's first visit, in Chromium, against the process that {@code ./hornbook serve} starts. */
@Tag("browser")
class JourneyTest {
    private static final Path PICTURES = Path.of(System.getProperty("hornbook.root"), "start", "target", "screenshots");

    @TempDir
    private Path directory;

    @Test
    void fromAnEmptyPageToACitedAnswerThatSurvivesAKill() {
        try (Browser browser = Browser.open()) {
            Page page = browser.reader(1280, 800);
            List<String> complaints = new ArrayList<>();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    complaints.add(message.text());
                }
            });
            String conversation;
            int port;
            try (Hornbook hornbook = Hornbook.serve(directory, Map.of())) {
                port = hornbook.address().getPort();
                page.navigate(hornbook.address().toString());
                assertThat(page.getByRole(AriaRole.LIST, named("Questions to start with")).getByRole(AriaRole.LISTITEM)).hasCount(3);
                picture(page, "empty");

                page.getByRole(AriaRole.LIST, named("Questions to start with")).getByRole(AriaRole.BUTTON).first().click();
                assertThat(page.getByRole(AriaRole.LIST, named("Sources")).getByRole(AriaRole.LISTITEM).first()).isVisible();
                assertThat(page.getByText("You ask as a guest")).isVisible();
                picture(page, "guest");
                Browser.signUp(page, "correct horse battery staple");
                assertThat(page.getByRole(AriaRole.LINK, named("Ada"))).isVisible();
                page.getByRole(AriaRole.BUTTON, named("Good answer")).click();
                assertThat(page.getByRole(AriaRole.BUTTON, named("Good answer"))).hasAttribute("aria-pressed", "true");

                assertThat(page.getByRole(AriaRole.LIST, named("Sources")).getByRole(AriaRole.LISTITEM).first()).isVisible();
                assertThat(page).hasURL(Pattern.compile("/c/[0-9a-f-]{36}$"));
                conversation = page.url();
                picture(page, "answer");

                page.getByRole(AriaRole.LIST, named("Sources")).getByRole(AriaRole.LINK).first().click();
                assertThat(page).hasURL(Pattern.compile("/books/physical-ai/.+passage="));
                assertThat(page.locator("mark").first()).isInViewport();
                picture(page, "passage");
                hornbook.kill();
            }
            try (Hornbook again = Hornbook.start(directory, Map.of(), "serve", "--port", String.valueOf(port))) {
                again.address();
                page.navigate(conversation);
                assertThat(page.getByRole(AriaRole.LIST, named("Sources")).getByRole(AriaRole.LISTITEM).first()).isVisible();
                assertThat(page.getByRole(AriaRole.LIST, named("Conversations")).getByRole(AriaRole.LISTITEM)).hasCount(1);
                searchAndExport(page);
                looksHowItIs(page);
                tryARoute(page, again);
                page.navigate(conversation);
                assertThat(complaints).isEmpty();
                leave(page);
            }
        }
    }

    private static void searchAndExport(Page page) {
        var all = page.getByRole(AriaRole.LIST, named("Conversations"));
        String title = all.getByRole(AriaRole.LINK).first().textContent();
        page.getByLabel("Search your conversations").fill(title.split(" ")[0]);
        var found = page.getByRole(AriaRole.LIST, named("Found conversations"));
        assertThat(found.getByRole(AriaRole.LINK)).hasCount(1);
        assertThat(found.getByRole(AriaRole.LINK)).containsText(title);
        picture(page, "search");
        page.getByLabel("Search your conversations").press("Escape");
        page.getByRole(AriaRole.BUTTON, named("More for “" + title + "”")).click();
        Download file = page.waitForDownload(() -> page.getByRole(AriaRole.MENUITEM, named("Export")).click());
        assertThat(file.suggestedFilename()).endsWith(".md");
        assertThat(file.path()).content().startsWith("# ").contains("Sources:");
    }

    /** On the page of the contract, by the session that is there. */
    private static void tryARoute(Page page, Hornbook hornbook) {
        page.navigate(hornbook.address() + "/openapi#/conversations/listConversations");
        page.getByRole(AriaRole.BUTTON, named("Try it out")).click();
        page.getByRole(AriaRole.BUTTON, named("Execute")).click();
        assertThat(page.locator(".live-responses-table .response-col_status").last()).containsText("200");
        picture(page, "openapi");
    }

    /** On the machine itself everything is told. */
    private static void looksHowItIs(Page page) {
        page.navigate(URI.create(page.url()).resolve("/status").toString());
        assertThat(page.getByText("Everything works.")).isVisible();
        assertThat(page.getByRole(AriaRole.TABLE)).containsText("GET /api/v1/conversations");
        picture(page, "status");
        page.setViewportSize(390, 800);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertThat(page.getByRole(AriaRole.HEADING, named("Who woke the database"))).isVisible();
        picture(page, "status-narrow-dark");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.setViewportSize(1280, 800);
    }

    /** With everything that is held, and without a trace. */
    private static void leave(Page page) {
        page.getByRole(AriaRole.LINK, named("Ada")).click();
        picture(page, "account");
        assertThat(page.waitForDownload(() -> page.getByRole(AriaRole.LINK, named("Download my data")).click()).suggestedFilename())
                .isEqualTo("hornbook-my-data.zip");
        page.getByLabel("Your password").fill("correct horse battery staple");
        page.getByRole(AriaRole.BUTTON, named("Delete my account")).click();
        assertThat(page.getByRole(AriaRole.BUTTON, named("Sign up")).first()).isVisible();
        assertThat(page.getByRole(AriaRole.LIST, named("Conversations"))).hasCount(0);
    }

    private static void picture(Page page, String name) {
        page.screenshot(new ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }
}
