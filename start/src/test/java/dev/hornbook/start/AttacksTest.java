package dev.hornbook.start;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.hornbook.start.Browser.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.hornbook.start.Hornbook.Ended;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text that would like to be more than text, wherever text comes from: in Chromium it runs nothing, loads nothing and hides nothing. */
@Tag("browser")
class AttacksTest {
    private static final Path CORPUS = Path.of(System.getProperty("hornbook.root"), "frontend", "tests", "attacks.json");
    private static final String PASSWORD = "correct horse battery staple";
    private static final String TITLE = "<img src=x onerror=alert(1)> Lighthouse";
    private static final String NAME = "<script>alert(1)</script><b>Ada</b>";
    private static final String QUESTION = "How often does the lamp flash? <svg onload=alert(1)> [x](javascript:alert(1))";
    private static final int LONGEST_NAME = 256;
    /** What a page would hold in which an attack has become more than text. */
    private static final String MORE_THAN_TEXT = """
                                                 () => {
                                                   const found = [...document.querySelectorAll('*')].filter((each) =>
                                                     ['IFRAME', 'OBJECT', 'EMBED', 'BASE', 'FRAME'].includes(each.tagName)
                                                     || (each.tagName === 'SCRIPT' && !each.src.startsWith(location.origin + '/'))
                                                     || (each.tagName === 'STYLE' && document.body.contains(each))
                                                     || [...each.attributes].some(({ name, value }) => name.startsWith('on')
                                                       || (['href', 'src', 'action', 'formaction'].includes(name)
                                                         && /^[\\s\\0-\\x20]*(javascript|vbscript|data:text)/i.test(value))));
                                                   return found.map((each) => each.outerHTML).concat(window.violations ?? []);
                                                 }
                                                 """;

    private static final String CHANGE_NAME = """
                                              (name) => fetch('/api/auth/update-user', {
                                                method: 'POST',
                                                headers: { 'Content-Type': 'application/json' },
                                                body: JSON.stringify({ name }),
                                              }).then(({ status }) => status)
                                              """;

    @TempDir
    private Path directory;

    private final List<String> happened = new ArrayList<>();
    private final List<String> attacks = read();
    /** Without NUL: a file that has one is no text, and PostgreSQL stores none. */
    private final List<String> stored = attacks.stream().map(each -> each.replace("\0", "")).toList();

    @Test
    void inBookQuestionTitleNameAndAnswerTheyStayText() throws IOException {
        Ended read = Hornbook.run(directory, Map.of(), "ingest", book().toString());
        assertThat(read.code()).as(read.everything()).isZero();
        try (Model model = Model.saying(String.join("\n\n", attacks) + "\n\nIt flashes [1].");
                Hornbook hornbook = Hornbook.serve(directory, environment(model));
                Reader reader = Reader.at(hornbook.address());
                Browser browser = Browser.open()) {
            reader.carry(reader.signUp(NAME, "ada@example.org", PASSWORD).expect(200));
            UUID conversation = reader.conversation();
            reader.ask(conversation, QUESTION);
            String attacking = "And at night? " + String.join("\n\n", stored);
            reader.ask(conversation, attacking);
            for (String attack : stored.subList(1, stored.size())) {
                reader.patch("/api/v1/conversations/" + reader.conversation(), Map.of("title", attack)).expect(200);
            }
            Page page = watched(browser, hornbook.address());
            signIn(page);

            assertThat(page.getByRole(AriaRole.LINK, named(NAME))).isVisible();
            for (int shown = 20; shown <= stored.size(); shown += 20) {
                assertThat(page.getByRole(AriaRole.LIST, named("Conversations")).getByRole(AriaRole.LISTITEM)).hasCount(shown);
                if (shown < stored.size()) {
                    page.getByRole(AriaRole.BUTTON, named("Load more")).click();
                }
            }
            assertNothingHappened(page);

            page.getByLabel("Search your conversations").fill("lamp");
            assertThat(page.getByRole(AriaRole.LIST, named("Found conversations")).getByRole(AriaRole.LINK)).hasCount(1);
            assertNothingHappened(page);

            open(page, "/c/" + conversation, QUESTION);
            assertThat(page.locator(".answer").first()).containsText("alert(1)");
            assertThat(page.locator(".question").last()).hasText(attacking);
            open(page, "/account", NAME);
            for (String name : names()) {
                assertThat(page.evaluate(CHANGE_NAME, name)).isEqualTo(200);
                page.reload();
                assertThat(page.locator(".account")).containsText(name);
                assertNothingHappened(page);
            }
            open(page, "/books", TITLE);
            open(page, "/books/lighthouse", TITLE);
            open(page, "/books/lighthouse/attacks", "The lamp flashes");
            assertThat(page.locator("main")).containsText("alert(1)");

            // Had one become more than text, this would have been seen.
            page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/x\" onerror=\"alert(1)\">')");
            assertThat((List<?>) page.evaluate(MORE_THAN_TEXT)).isNotEmpty();
        }
    }

    /** All attacks, as many in a name as it takes. */
    private List<String> names() {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        for (String attack : stored) {
            if (name.length() + 1 + attack.length() > LONGEST_NAME) {
                names.add(name.toString());
                name.setLength(0);
            }
            name.append(name.isEmpty() ? "" : " ").append(attack);
        }
        names.add(name.toString());
        return names;
    }

    /** Every title is kept. */
    private static Map<String, String> environment(Model model) {
        Map<String, String> environment = new HashMap<>(model.environment("key-of-the-model"));
        environment.put("HORNBOOK_HISTORY_LIMIT", "100");
        return environment;
    }

    private void open(Page page, String path, String shown) {
        page.navigate(URI.create(page.url()).resolve(path).toString());
        assertThat(page.locator("main").getByText(shown).first()).isVisible();
        assertNothingHappened(page);
    }

    private void assertNothingHappened(Page page) {
        assertThat((List<?>) page.evaluate(MORE_THAN_TEXT)).isEmpty();
        assertThat(happened).isEmpty();
    }

    private Page watched(Browser browser, URI address) {
        Page page = browser.reader(1280, 800);
        page.onDialog(dialog -> {
            happened.add("a dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onRequest(request -> {
            if (!request.url().startsWith(address.toString())) {
                happened.add("a request to " + request.url());
            }
        });
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                happened.add("the console: " + message.text());
            }
        });
        page.addInitScript("window.violations = []; addEventListener('securitypolicyviolation', "
                + "(event) => window.violations.push(event.violatedDirective + ' ' + event.blockedURI))");
        page.navigate(address.toString());
        return page;
    }

    private static void signIn(Page page) {
        page.getByRole(AriaRole.BUTTON, named("Sign in")).first().click();
        page.getByLabel("E-mail").fill("ada@example.org");
        page.getByLabel("Password").fill(PASSWORD);
        page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Sign in")).click();
    }

    /** A title, headings, paragraphs and a table's cells that attack. */
    private Path book() throws IOException {
        Path docs = Files.createDirectories(directory.resolve("lighthouse"));
        Files.writeString(docs.resolve("index.md"), "---\ntitle: '" + TITLE + "'\n---\n\nFor those who keep a lighthouse.\n");
        var chapter = new StringBuilder("# Attacks\n\nThe lamp flashes once every eleven seconds.\n");
        for (int i = 0; i < stored.size(); i++) {
            String attack = stored.get(i);
            chapter.append("\n## Section ").append(i).append(' ').append(attack.lines().findFirst().orElse("")).append("\n\n")
                    .append(attack)
                    .append("\n");
        }
        Files.writeString(docs.resolve("attacks.md"), chapter);
        return docs;
    }

    private static List<String> read() {
        try {
            return new ObjectMapper().readValue(CORPUS.toFile(), new TypeReference<>() {
            });
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
