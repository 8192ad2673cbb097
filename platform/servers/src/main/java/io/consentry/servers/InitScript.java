package io.consentry.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs {@code consentry/init.sql}, which {@code psql} runs as well, so that containers and embedded servers are set up by one file. Understood of
 * psql: {@code :'name'} variables, a query ended by {@code \gexec} whose result is executed, and {@code \connect database}; a statement ends with a
 * semicolon at the end of a line.
 */
final class InitScript {
    private static final Pattern VARIABLE = Pattern.compile(":'([a-z_]+)'");

    /** Opens a superuser connection to a database. */
    interface Connector {
        Connection connect(String database) throws SQLException;
    }

    private InitScript() {}

    static void run(Connector connector, DatabasePasswords passwords) throws SQLException {
        Connection connection = open(connector, "postgres");
        try {
            for (String command : commands()) {
                if (command.startsWith("\\connect ")) {
                    connection.close();
                    connection = open(
                            connector, command.substring("\\connect ".length()).trim());
                } else {
                    execute(connection, command, passwords);
                }
            }
        } finally {
            connection.close();
        }
    }

    private static Connection open(Connector connector, String database) throws SQLException {
        Connection connection = connector.connect(database);
        try (Statement statement = connection.createStatement()) {
            // A failing statement would otherwise put a password into the server's log.
            statement.execute("set log_min_error_statement = panic");
        }
        return connection;
    }

    private static void execute(Connection connection, String command, DatabasePasswords passwords)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!command.endsWith("\\gexec")) {
                statement.execute(substitute(command, passwords));
                return;
            }
            for (String generated : query(statement, command.substring(0, command.length() - "\\gexec".length()))) {
                statement.execute(generated);
            }
        }
    }

    private static List<String> query(Statement statement, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    private static String substitute(String command, DatabasePasswords passwords) {
        return VARIABLE.matcher(command)
                .replaceAll(variable -> Matcher.quoteReplacement("'"
                        + passwords
                                .of(variable.group(1).replace("_password", ""))
                                .replace("'", "''") + "'"));
    }

    private static List<String> commands() {
        List<String> commands = new ArrayList<>();
        StringBuilder command = new StringBuilder();
        for (String line : read().lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("--")) {
                continue;
            }
            command.append(line).append('\n');
            if (line.endsWith(";") || line.endsWith("\\gexec") || line.startsWith("\\connect ")) {
                commands.add(command.toString().strip());
                command.setLength(0);
            }
        }
        return commands;
    }

    private static String read() {
        try (InputStream script = InitScript.class.getResourceAsStream("/consentry/init.sql")) {
            if (script == null) {
                throw new ServerFailedException("consentry/init.sql is not on the class path");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ServerFailedException("Cannot read consentry/init.sql: " + e.getMessage(), e);
        }
    }
}
