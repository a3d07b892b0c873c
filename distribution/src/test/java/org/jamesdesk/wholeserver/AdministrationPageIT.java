package org.jamesdesk.wholeserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jamesdesk.testing.server.DeskServerExtension;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command of {@code docs/administration.md} does what the page says, on a fresh desk, one after the other in one shell.
 * A command is a block fenced with {@code ```sh} in which {@code curl} occurs; the status that it must be answered stands at
 * its end as a comment, such as {@code # 201}. When a block fenced with {@code ```json} follows, the answer must have all its
 * keys. The commands find {@code $DESK}, {@code $TOKEN} and {@code $SMTP}, the port of the desk's SMTP server. What is not to
 * be run is fenced with {@code ```} alone.
 */
class AdministrationPageIT {
    private static final Path PAGE = Path.of("..", "docs", "administration.md");
    private static final Pattern COMMAND = Pattern.compile(
            "(?m)^```sh\\n((?:(?!```).*\\n)*?.*\\bcurl\\b(?:(?!```).*\\n)*?)```\\n(?:\\s*```json\\n((?:(?!```).*\\n)*)```)?");
    private static final Pattern STATUS = Pattern.compile("#\\s*(\\d{3})\\s*$");
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final DeskServerExtension DESK = DeskServerExtension.builder().build();

    /** A command with what the page says of its answer; {@code json} is empty when it says nothing. */
    private record Command(int line, String text, String json) {
        int status() {
            Matcher matcher = STATUS.matcher(text.stripTrailing());
            assertThat(matcher.find())
                    .as("a status such as # 200 at the end of: " + text)
                    .isTrue();
            return Integer.parseInt(matcher.group(1));
        }
    }

    @TestFactory
    Stream<DynamicTest> commands(@TempDir Path results) throws Exception {
        List<Command> commands = commands(Files.readString(PAGE));
        run(commands, results);
        return commands.stream()
                .map(command -> DynamicTest.dynamicTest(
                        "line " + command.line() + ": "
                                + command.text().lines().findFirst().orElse(""),
                        () -> check(command, results)));
    }

    private static List<Command> commands(String page) {
        List<Command> commands = new ArrayList<>();
        Matcher matcher = COMMAND.matcher(page);
        while (matcher.find()) {
            int line = (int) page.substring(0, matcher.start(1)).lines().count() + 1;
            commands.add(new Command(line, matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2)));
        }
        assertThat(commands).isNotEmpty();
        return commands;
    }

    private static void run(List<Command> commands, Path results) throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder(
                """
                curl() {
                    command curl --silent --show-error --max-time 60 --dump-header headers "$@" | tee answer
                }
                """);
        for (Command command : commands) {
            script.append(command.text())
                    .append("\n[ -f headers ] && mv headers ")
                    .append(command.line())
                    .append(".headers\n[ -f answer ] && mv answer ")
                    .append(command.line())
                    .append(".answer\n");
        }
        Path file = Files.writeString(results.resolve("script"), script);
        ProcessBuilder builder = new ProcessBuilder("bash", file.toString())
                .directory(results.toFile())
                .redirectErrorStream(true)
                .redirectOutput(results.resolve("output").toFile());
        builder.environment().put("DESK", DESK.webAdminUrl().toString());
        builder.environment().put("TOKEN", DESK.token());
        builder.environment().put("SMTP", Integer.toString(DESK.smtpPort()));
        Process process = builder.start();
        process.getOutputStream().close();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    }

    private static void check(Command command, Path results) throws IOException {
        Path headers = results.resolve(command.line() + ".headers");
        String answer = text(results.resolve(command.line() + ".answer"));
        assertThat(headers).as(text(results.resolve("output"))).exists();
        assertThat(text(headers)).as(command.text() + answer).startsWith("HTTP/1.1 " + command.status());
        if (!command.json().isEmpty()) {
            assertHasKeys(JSON.readTree(answer), JSON.readTree(command.json()), "answer");
        }
    }

    private static void assertHasKeys(JsonNode answer, JsonNode documented, String place) {
        if (documented.isObject()) {
            documented.fields().forEachRemaining(field -> {
                assertThat(answer.has(field.getKey()))
                        .as(place + "." + field.getKey() + " in " + answer)
                        .isTrue();
                assertHasKeys(answer.get(field.getKey()), field.getValue(), place + "." + field.getKey());
            });
        } else if (documented.isArray() && !documented.isEmpty() && answer.isArray() && !answer.isEmpty()) {
            assertHasKeys(answer.get(0), documented.get(0), place + "[0]");
        }
    }

    private static String text(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    }
}
