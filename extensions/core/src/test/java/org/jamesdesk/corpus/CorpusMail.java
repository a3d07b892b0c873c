package org.jamesdesk.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * One mail of an exam.
 *
 * @param id its name in the exam
 * @param file where its bytes lie
 * @param tags where it comes from and what it shows
 * @param expected what a good reader makes of it
 */
public record CorpusMail(String id, Path file, Set<String> tags, Fields expected) {
    public CorpusMail {
        tags = Set.copyOf(tags);
    }

    public byte[] bytes() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
