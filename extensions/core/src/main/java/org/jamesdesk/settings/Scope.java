package org.jamesdesk.settings;

/** For whom a setting may have a value of its own. */
public enum Scope {
    /** One value for the organisation (ORG). */
    ORGANISATION,
    /** A value for the organisation, which a department may override (DEP). */
    DEPARTMENT
}
