package org.jamesdesk.distribution.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The configuration of a home, made by its first start from the installation's. From then on it belongs to the
 * administrator: no later start changes it. Ports are not written into it but passed as system properties, so that one
 * home can move to other ports.
 */
public final class StandaloneConfiguration {
    private final Path template;
    private final Path conf;

    public StandaloneConfiguration(Installation installation, HomeDirectory home) {
        this.template = installation.conf();
        this.conf = home.conf();
    }

    /**
     * Copies the configuration unless the home has one.
     *
     * @param domain the desk's domain
     * @return false when there was one already
     */
    public boolean createIfAbsent(String domain) {
        if (Files.exists(conf)) {
            return false;
        }
        // Half a copy must never look like a configuration.
        Path unfinished = conf.resolveSibling("conf.unfinished");
        try {
            PrivateFiles.makeDirectory(unfinished);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(template, Files::isRegularFile)) {
                for (Path file : files) {
                    String name = file.getFileName().toString();
                    String text = Files.readString(file, StandardCharsets.UTF_8);
                    Path copy = unfinished.resolve(name);
                    Files.deleteIfExists(copy);
                    // An administrator writes passwords into it.
                    PrivateFiles.write(copy, adapted(name, text, domain).getBytes(StandardCharsets.UTF_8));
                }
            }
            Files.move(unfinished, conf, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy the configuration from " + template + " to " + conf, e);
        }
    }

    private static String adapted(String name, String text, String domain) {
        if (name.equals("desk.properties")) {
            return withValues(text, standaloneValues(domain));
        }
        return name.endsWith(".xml") ? text.replace(RunSettings.DEFAULT_DOMAIN, domain) : text;
    }

    private static Map<String, String> standaloneValues(String domain) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("domain", domain);
        values.put("public.url", "http://127.0.0.1:${sys:desk.webadmin.port:-8000}");
        values.put("cassandra.contactPoints", "${sys:desk.cassandra:-127.0.0.1:9042}");
        values.put("opensearch.url", "${sys:desk.opensearch:-http://127.0.0.1:9200}");
        // Nobody owns .example: a trial never mails the world.
        values.put("delivery.routes", "*.example=127.0.0.1:${sys:desk.demo.port:-2526}");
        return values;
    }

    /** Sets keys where they stand, also where they are commented out, and adds those that stand nowhere. */
    static String withValues(String text, Map<String, String> values) {
        String result = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            String line = value.getKey() + "=" + value.getValue();
            Matcher place = Pattern.compile("(?m)^(# ?)?" + Pattern.quote(value.getKey()) + "=.*$")
                    .matcher(result);
            result = place.find()
                    ? place.replaceFirst(Matcher.quoteReplacement(line))
                    : result + System.lineSeparator() + line + System.lineSeparator();
        }
        return result;
    }
}
