package org.jamesdesk.delivery.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jamesdesk.template.TemplateLanguage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportWordsTest {
    private static final Pattern VALUE = Pattern.compile("%\\d\\$s");

    private static Properties words(TemplateLanguage language) throws IOException {
        try (InputStream in = ReportWords.class.getResourceAsStream("words." + language.apiName() + ".properties")) {
            Properties words = new Properties();
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return words;
        }
    }

    private static Set<String> values(String word) {
        Set<String> values = new TreeSet<>();
        for (Matcher matcher = VALUE.matcher(word); matcher.find(); ) {
            values.add(matcher.group());
        }
        return values;
    }

    @ParameterizedTest
    @EnumSource(TemplateLanguage.class)
    void shouldSayTheSameThingsInEveryLanguage(TemplateLanguage language) throws IOException {
        Properties english = words(TemplateLanguage.ENGLISH);
        Properties other = words(language);

        assertThat(other.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(values(other.getProperty(key))).as(key).isEqualTo(values(english.getProperty(key)));
            assertThat(other.getProperty(key)).as(key).isNotBlank();
        }
    }
}
