package dev.migrate.error;

/** Names settings by the properties of Spring Boot, and commands as users type them. */
record PropertyWording(String prefix) implements Wording {

    @Override
    public String setting(Setting setting) {
        String property = "'" + this.prefix + setting.key() + "'";
        return setting == Setting.CONNECTION ? "'spring.datasource.url' (or " + property + ", if set)" : property;
    }

    @Override
    public String setting(Setting setting, String value) {
        return "'" + this.prefix + setting.key() + "=" + value + "'";
    }

    @Override
    public String command(String line) {
        return "'migrate " + line + "'";
    }
}
