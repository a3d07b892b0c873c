package org.jamesdesk.james;

import com.google.inject.AbstractModule;

/**
 * The desk for a James server that is extended by the desk's jar. Beside it, {@link DeskStartable}, the routes, the
 * health checks, the SMTP hook and the mailets are named in James' configuration files; see {@code
 * docs/extension-jar.md}. Not together with {@link DeskServerModule}.
 *
 * <p>Named in {@code extensions.properties} ({@code guice.extension.module}); the class name is public API.
 */
public final class DeskExtensionModule extends AbstractModule {
    @Override
    protected void configure() {
        install(new DeskModule());
    }
}
