package org.jamesdesk.delivery;

/** Why a mail goes out; decides what the blocklist and the rate lock do with it (R100–R103). */
public enum Purpose {
    REPLY("reply"),
    NOTIFICATION("notification");

    private final String apiName;

    Purpose(String apiName) {
        this.apiName = apiName;
    }

    /** The name in JSON and in stores. */
    public String apiName() {
        return apiName;
    }
}
