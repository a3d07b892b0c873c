package org.jamesdesk.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.jamesdesk.configuration.ChangeRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateRendererTest {
    private static TemplateContent text(String text) {
        return new TemplateContent("Subject", "<p>x</p>", text);
    }

    private static TemplateContent html(String html) {
        return new TemplateContent("Subject", html, "x");
    }

    private static TemplateContent subject(String subject) {
        return new TemplateContent(subject, "<p>x</p>", "x");
    }

    private static void check(TemplateContent content) {
        TemplateRenderer.check(TemplateName.ACKNOWLEDGEMENT, content);
    }

    @Test
    void shouldPutValuesInPlaceWhenTheyAreNamed() {
        TemplateContent rendered = TemplateRenderer.render(
                new TemplateContent(
                        "[{{ticket.number}}] {{ticket.subject}}",
                        "<p>{{contact.name}}</p>",
                        "{{#contact.name}}Dear {{contact.name}}{{/contact.name}}{{! nobody sees this }}"),
                Map.of(
                        TemplateVariable.TICKET_NUMBER, "7",
                        TemplateVariable.TICKET_SUBJECT, "Printer",
                        TemplateVariable.CONTACT_NAME, "Ana"));

        assertThat(rendered).isEqualTo(new TemplateContent("[7] Printer", "<p>Ana</p>", "Dear Ana"));
    }

    @Test
    void shouldLeaveOutSectionsAndShowInvertedOnesWhenAValueIsMissing() {
        TemplateContent rendered = TemplateRenderer.render(
                text("Hello{{#contact.name}} {{contact.name}}{{/contact.name}}{{^contact.name}} you{{/contact.name}}"),
                Map.of());

        assertThat(rendered.text()).isEqualTo("Hello you");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{ticket.subject}}", "{{{ticket.subject}}}", "{{&ticket.subject}}"})
    void shouldEscapeValuesInHtmlHoweverTheyAreNamed(String tag) {
        check(html(tag));

        TemplateContent rendered = TemplateRenderer.render(
                html(tag), Map.of(TemplateVariable.TICKET_SUBJECT, "<img src=x onerror='alert(1)'> & \"q\""));

        assertThat(rendered.html()).doesNotContain("<", ">", "'", "\"").contains("&lt;img", "&amp;");
    }

    @Test
    void shouldNotTakeAValueForATemplate() {
        TemplateContent rendered = TemplateRenderer.render(
                text("{{ticket.subject}}"), Map.of(TemplateVariable.TICKET_SUBJECT, "{{contact.address}} {{>x}}"));

        assertThat(rendered.text()).isEqualTo("{{contact.address}} {{>x}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nBcc: all@victim.example",
                "a\nb",
                "a\rb",
                "a\u2028b",
                "a\u2029b",
                "a\u0085b",
                "a\u000bb",
                "a\u0000b"
            })
    void shouldKeepASubjectOnOneLineWhateverACustomerWrites(String subject) {
        TemplateContent rendered = TemplateRenderer.render(
                subject("Re: {{ticket.subject}}"), Map.of(TemplateVariable.TICKET_SUBJECT, subject));

        assertThat(rendered.subject()).startsWith("Re: a").doesNotContainPattern("[\\p{Cntrl}\\u0085\\u2028\\u2029]");
    }

    @Test
    void shouldBoundTheResultWhenValuesAreHuge() {
        TemplateContent rendered = TemplateRenderer.render(
                new TemplateContent("{{ticket.subject}}", "{{ticket.subject}}", "{{ticket.subject}}"),
                Map.of(TemplateVariable.TICKET_SUBJECT, "\uD83D\uDC69".repeat(1_000_000)));

        assertThat(rendered.subject()).hasSizeLessThan(300).doesNotContainPattern("[\\uD800-\\uDBFF]…");
        assertThat(rendered.html()).hasSizeLessThan(150_000);
        assertThat(rendered.text()).hasSizeLessThan(30_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a\\n\\n{{nope}} | text: line 3: there is no variable 'nope'; there are contact.address,",
                "{{ticket.number.bytes}} | text: line 1: there is no variable 'ticket.number.bytes'",
                "{{agent.name}} | text: line 1: there is no variable 'agent.name'",
                "{{.}} | text: line 1: there is no variable '.'",
                "{{this}} | text: line 1: there is no variable 'this'",
                "{{}} | text: line 1: there is no variable ''",
                "x\\n{{ticket.number | text: line 2: a tag is open: }} expected",
                "{{ | text: line 1: a tag is open",
                "{{>partial}} | text: line 1: {{>…}} is not accepted",
                "{{=<% %>=}} | text: line 1: {{=…}} is not accepted",
                "{{<parent}}x{{/parent}} | text: line 1: {{<…}} is not accepted",
                "{{$block}}x{{/block}} | text: line 1: {{$…}} is not accepted",
                "a\\n{{#contact.name}} | text: Section missing close tag 'contact.name' @ line 2",
                "a\\n{{/contact.name}} | text: Section close tag with no open tag 'contact.name' @ line 2",
                "{{#contact.name}}{{/ticket.number}} | text: Section close tag with mismatched open tag",
                "{{{ticket.number}} | text: Invalid triple-mustache tag",
            })
    void shouldSayWhereAndWhatWhenATemplateIsBroken(String template, String mistake) {
        TemplateContent content = text(template.replace("\\n", "\n"));

        assertThatThrownBy(() -> check(content))
                .isInstanceOfSatisfying(ChangeRefusedException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(ChangeRefusedException.Reason.INVALID))
                .hasMessageStartingWith(mistake);
    }

    @Test
    void shouldNameTheFieldThatIsBroken() {
        assertThatThrownBy(() -> check(subject("{{nope}}"))).hasMessageStartingWith("subject: line 1: ");
        assertThatThrownBy(() -> check(html("{{nope}}"))).hasMessageStartingWith("html: line 1: ");
    }

    @Test
    void shouldRefuseDeepAndHugeTemplatesWithoutFailing() {
        String open = "{{#contact.name}}";
        String close = "{{/contact.name}}";

        assertThatCode(() -> check(text(open.repeat(10) + close.repeat(10)))).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(text(open.repeat(11) + close.repeat(11))))
                .hasMessage("text: line 1: at most 10 sections in one another");
        assertThatThrownBy(() -> check(text(open.repeat(1_400) + close.repeat(1_400))))
                .hasMessageContaining("at most 10 sections");
        assertThatThrownBy(() -> check(text("{{" + " ".repeat(49_000) + "x}}")))
                .hasMessageContaining("no variable 'x'");
        assertThatThrownBy(() -> check(text("{{".repeat(20_000)))).hasMessageStartingWith("text: line 1");
        assertThatThrownBy(() -> check(text("x".repeat(50_001)))).hasMessage("text: 1 to 50000 characters expected");
        assertThatThrownBy(() -> check(subject("x".repeat(501)))).hasMessage("subject: 1 to 500 characters expected");
        assertThatThrownBy(() -> check(html(" "))).hasMessage("html: 1 to 50000 characters expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r\nBcc: x@y.example", "a\u2028b"})
    void shouldRefuseASubjectOfSeveralLines(String subject) {
        assertThatThrownBy(() -> check(subject(subject)))
                .hasMessage("subject: no line breaks and no control characters expected");
    }

    @Test
    void shouldRefuseASubjectWhereThereIsNone() {
        assertThatThrownBy(() -> TemplateRenderer.check(TemplateName.REPLY_SIGNATURE, text("x")))
                .hasMessageStartingWith("subject: the template replySignature");
    }

    @ParameterizedTest
    @EnumSource(TemplateLanguage.class)
    void shouldShipTemplatesThatAreNotBroken(TemplateLanguage language) {
        for (TemplateName name : TemplateName.values()) {
            Template template = BuiltInTemplates.of(name, language);

            TemplateRenderer.check(name, template.content());
            TemplateContent rendered = TemplateRenderer.render(template.content(), TemplateRenderer.sample());

            assertThat(rendered.text()).contains("Support").doesNotContain("{{");
            assertThat(rendered.html()).contains("Support").doesNotContain("{{", "<b>on fire");
            assertThat(template.from()).isEqualTo(Optional.empty());
        }
    }

    @Test
    void shouldShipTemplatesInThreeLanguages() {
        assertThat(TemplateLanguage.values())
                .extracting(language -> BuiltInTemplates.of(TemplateName.ACKNOWLEDGEMENT, language)
                        .content()
                        .text())
                .doesNotHaveDuplicates()
                .anyMatch(text -> text.startsWith("Olá"))
                .anyMatch(text -> text.startsWith("Hola"))
                .anyMatch(text -> text.startsWith("Hello"));
    }
}
