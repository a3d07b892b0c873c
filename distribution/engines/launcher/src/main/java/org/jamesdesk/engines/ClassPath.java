package org.jamesdesk.engines;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The class path of a server: the jars of one directory, in the order of their names. */
public final class ClassPath {
    private ClassPath() {}

    /**
     * The value for {@code -cp}.
     *
     * @throws EngineFailedException when the directory holds no jar, that is, when it was not built or not installed
     */
    public static String ofDirectory(Path lib) {
        List<Path> jars;
        try (Stream<Path> files = Files.list(lib)) {
            jars = files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new EngineFailedException("There is no directory of jars at " + lib, e);
        }
        if (jars.isEmpty()) {
            throw new EngineFailedException("There is no jar in " + lib);
        }
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
