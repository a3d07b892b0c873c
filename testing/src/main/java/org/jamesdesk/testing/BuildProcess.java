package org.jamesdesk.testing;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** The process whose life the shared engines share: Maven when a build runs the tests, else the test's own JVM. */
final class BuildProcess {
    private static final String MAVEN_MAIN = "org.codehaus.plexus.classworlds.launcher.Launcher";

    private BuildProcess() {}

    static ProcessHandle current() {
        ProcessHandle self = ProcessHandle.current();
        return Stream.iterate(self.parent(), Optional::isPresent, parent -> parent.flatMap(ProcessHandle::parent))
                .flatMap(Optional::stream)
                .filter(BuildProcess::isMaven)
                .findFirst()
                .orElse(self);
    }

    private static boolean isMaven(ProcessHandle process) {
        return Arrays.asList(process.info().arguments().orElse(new String[0])).contains(MAVEN_MAIN);
    }
}
