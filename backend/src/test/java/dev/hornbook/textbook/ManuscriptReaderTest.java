package dev.hornbook.textbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ManuscriptReaderTest {
    @Test
    void pagesComeInTheOrderTheirAuthorMeant() {
        Manuscript book = new TextSource("book").with("zebra.md", "z").with("10-ten.md", "a").with("2-two.md", "a").with("index.md", "a")
                .with("front.md", "---\nsidebar_position: 3\n---\na").with("part/b.md", "b").with("part/a.md", "a")
                .with("part/_category_.json", "{\"label\":\"Part\",\"position\":2.5}").with("alpha.md", "a").read();
        assertThat(book.pages()).extracting(Page::slug)
                .containsExactly("index", "2-two", "part/a", "part/b", "front", "10-ten", "alpha", "zebra");
    }

    @Test
    void theIndexPageGivesTheBooksTitleAndItsFirstQuestions() {
        Manuscript book = new TextSource("my-book").with("index.md", "---\ntitle: My Book\nquestions:\n  - What?\n  - Why?\n---\nHello")
                .with("a.md", "# A").read();
        assertThat(book.title()).isEqualTo("My Book");
        assertThat(book.questions()).containsExactly("What?", "Why?");
    }

    @Test
    void aBookWithoutIndexIsCalledByItsName() {
        assertThat(new TextSource("robot_arms").with("a.md", "a").with("b.md", "b").read().title()).isEqualTo("Robot arms");
    }

    @Test
    void aBrokenFileIsReportedAndTheOthersAreRead() {
        Manuscript book = new TextSource("book").with("good.md", "# Good")
                .with("latin.md", "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1))
                .with("huge.md", new byte[3 * 1024 * 1024]).with("nul.md", "a\0b").with("yaml.md", "---\ntitle: [unclosed\n---\ntext")
                .with("object.md", "---\n!!javax.script.ScriptEngineManager [x]\n---\ntext").with("list.md", "---\n- a\n---\ntext")
                .with("good.mdx", "# Twice").with("part/_category_.yml", "position: [").read();
        assertThat(book.pages()).extracting(Page::slug).containsExactly("good");
        assertThat(book.faults()).extracting(Fault::file).containsExactlyInAnyOrder("latin.md", "huge.md", "nul.md", "yaml.md", "object.md",
                "list.md", "good.mdx", "part/_category_.yml");
        assertThat(book.faults()).allSatisfy(fault -> assertThat(fault.reason()).matches("(?s)[A-Z].*\\. .*\\."));
        assertThat(book.unread()).contains("latin", "huge", "yaml");
    }

    @Test
    void yamlThatExplodesIsAFault() {
        String bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n" + "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
                + "d: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n";
        Manuscript book = new TextSource("book").with("a.md", "a").with("bomb.md", "---\n" + bomb + "---\ntext").read();
        assertThat(book.faults()).extracting(Fault::file).containsExactly("bomb.md");
    }

    @Test
    void draftsAreLeftOut() {
        assertThat(new TextSource("book").with("a.md", "a").with("b.md", "---\ndraft: true\n---\nb").read().pages()).hasSize(1);
    }

    @Test
    void aFolderWithoutPagesIsRefusedAndNotTakenForAnEmptyBook() {
        assertThatThrownBy(() -> new TextSource("empty").read()).isInstanceOf(BookUnreadableException.class).hasMessageContaining(".md");
    }
}
