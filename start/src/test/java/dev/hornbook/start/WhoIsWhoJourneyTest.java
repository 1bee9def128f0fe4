package dev.hornbook.start;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.hornbook.start.Browser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the link on the screen of a fresh {@code serve} to a second account, in Chromium. */
@Tag("browser")
class WhoIsWhoJourneyTest {
    private static final Path PICTURES = Path.of(System.getProperty("hornbook.root"), "start", "target", "screenshots");
    private static final Pattern LINK = Pattern.compile("http://localhost:\\d+(/operator#[A-Za-z0-9]{32})");

    @TempDir
    private Path directory;

    @Test
    void theOperatorComesByThePrintedLinkAndASecondReaderByAnInvitation() {
        try (Browser browser = Browser.open();
                Hornbook hornbook = Hornbook.serve(directory, Map.of("HORNBOOK_SIGN_UP", "invited"))) {
            Matcher printed = LINK.matcher(hornbook.output());
            assertThat(printed.find()).as(hornbook.output()).isTrue();
            String token = printed.group(1).substring("/operator#".length());

            Page operator = browser.reader(1280, 800);
            operator.navigate(hornbook.address() + printed.group(1));
            signUp(operator, "Ada");
            assertThat(operator.getByText("You run this Hornbook.")).isVisible();
            assertThat(operator).hasURL(Pattern.compile("/operator$"));
            operator.getByLabel("For this e-mail address only").fill("bob@example.org");
            operator.getByRole(AriaRole.BUTTON, named("Invite")).click();
            String invitation = operator.getByRole(AriaRole.REGION, named("Invite somebody")).getByRole(AriaRole.STATUS).locator("code")
                    .textContent();
            assertThat(operator.getByRole(AriaRole.LIST, named("Invitations"))).containsText("bob@example.org");
            sendABook(operator);
            pictures(operator, "operator");

            Page visitor = browser.reader(1280, 800);
            visitor.navigate(hornbook.address().toString());
            assertThat(visitor.getByRole(AriaRole.BUTTON, named("Sign up"))).hasCount(0);
            visitor.getByRole(AriaRole.BUTTON, named("Sign in")).first().click();
            assertThat(visitor.getByRole(AriaRole.DIALOG)).containsText("Signing up takes an invitation");

            visitor.navigate(hornbook.address() + "/join#" + token);
            signUp(visitor, "Bob");
            assertThat(visitor.getByRole(AriaRole.ALERT)).containsText("Ask for a new one.");

            visitor.navigate("about:blank");
            visitor.navigate(invitation);
            pictures(visitor, "join");
            signUp(visitor, "Bob");
            assertThat(visitor.getByRole(AriaRole.LINK, named("Bob"))).isVisible();
            assertThat(visitor).hasURL(Pattern.compile("/$"));
            assertThat(visitor.getByRole(AriaRole.LINK, named("Operator"))).hasCount(0);
            visitor.navigate(hornbook.address() + "/books/walking");
            assertThat(visitor.getByRole(AriaRole.HEADING, named("A Book of Walking")).first()).isVisible();

            operator.reload();
            assertThat(operator.getByRole(AriaRole.LIST, named("Invitations"))).containsText("Used on");
            assertThat(operator.getByRole(AriaRole.LINK, named("Operator"))).isVisible();
            String secret = invitation.substring(invitation.indexOf('#') + 1);
            assertThat(hornbook.errors()).contains("POST /api/v1/operator/claim 200").doesNotContain(token, secret);
            assertThat(hornbook.output()).doesNotContain(secret);
        }
    }

    private static void sendABook(Page page) {
        page.getByLabel("The file").setInputFiles(new FilePayload("walking.zip", "application/zip", book()));
        page.getByRole(AriaRole.BUTTON, named("Read it in")).click();
        Locator told = page.getByRole(AriaRole.REGION, named("Read a book in")).getByRole(AriaRole.STATUS);
        assertThat(told).containsText("A Book of Walking is in, as walking, revision 1.");
        assertThat(told.getByRole(AriaRole.LISTITEM))
                .hasText("broken.md It holds NUL bytes, so it is not text. Save it with the encoding UTF-8.");
    }

    private static byte[] book() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : Map.of("index.md", "# A Book of Walking\n\nOne foot before the other.\n", "broken.md", "a\0b").entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void signUp(Page page, String name) {
        page.getByLabel("Name").fill(name);
        page.getByLabel("E-mail").fill(name.toLowerCase(Locale.ROOT) + "@example.org");
        page.getByLabel("Password").fill("correct horse battery staple");
        page.getByRole(AriaRole.MAIN).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Sign up")).click();
    }

    /** With every transition at its end. */
    private static ScreenshotOptions settled(String name) {
        return new ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setAnimations(ScreenshotAnimations.DISABLED);
    }

    private static void pictures(Page page, String name) {
        page.screenshot(settled(name));
        page.setViewportSize(390, 844);
        page.screenshot(settled(name + "-narrow"));
        page.setViewportSize(1280, 800);
    }
}
