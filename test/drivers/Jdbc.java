/*
 * Jdbc.java: newsext through JDBC.  See run.sh.
 *
 * The driver speaks TCP and the server of the tests listens on a Unix socket
 * only, so the connection's sockets come from a factory here.
 */
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.SocketFactory;
import org.postgresql.util.PGobject;
import org.postgresql.util.PSQLException;

public class Jdbc {
	/** A java.net.Socket over the server's Unix socket, as far as the driver uses one. */
	static class UnixSocket extends Socket {
		private final SocketChannel channel;
		private final InputStream in;
		private final OutputStream out;

		UnixSocket() throws IOException {
			channel = SocketChannel.open(StandardProtocolFamily.UNIX);
			channel.connect(UnixDomainSocketAddress.of(System.getenv("PGHOST") + "/.s.PGSQL."
				+ System.getenv().getOrDefault("PGPORT", "5432")));
			in = Channels.newInputStream(channel);
			out = Channels.newOutputStream(channel);
		}

		@Override public void connect(SocketAddress address, int timeout) {}
		@Override public void connect(SocketAddress address) {}
		@Override public boolean isConnected() { return true; }
		@Override public boolean isClosed() { return !channel.isOpen(); }
		@Override public SocketAddress getRemoteSocketAddress() { return new InetSocketAddress("localhost", 0); }
		@Override public InputStream getInputStream() { return in; }
		@Override public OutputStream getOutputStream() { return out; }
		@Override public void setTcpNoDelay(boolean on) {}
		@Override public void setKeepAlive(boolean on) {}
		@Override public void setSoTimeout(int timeout) {}
		@Override public int getSoTimeout() { return 0; }
		@Override public int getReceiveBufferSize() { return 65536; }
		@Override public int getSendBufferSize() { return 65536; }
		@Override public void close() throws IOException { channel.close(); }
	}

	public static class UnixFactory extends SocketFactory {
		@Override public Socket createSocket() throws IOException { return new UnixSocket(); }
		@Override public Socket createSocket(String host, int port) throws IOException { return new UnixSocket(); }
		@Override public Socket createSocket(String host, int port, java.net.InetAddress from, int fromPort)
			throws IOException { return new UnixSocket(); }
		@Override public Socket createSocket(java.net.InetAddress host, int port) throws IOException {
			return new UnixSocket(); }
		@Override public Socket createSocket(java.net.InetAddress host, int port, java.net.InetAddress from,
			int fromPort) throws IOException { return new UnixSocket(); }
	}

	static final String PARIS =
		"PARIS - “Energy prices have reached an unprecedented high,” Maria García told reporters in Paris on Tuesday.\n\n"
		+ "Energy exports rose 40% this year, the ministry said.\n";
	static final String TOKYO = "TOKYO - John Smith of Toyota said sales fell to $1.2bn.\n";

	static int failures = 0;

	static void ok(boolean condition, String what) {
		System.out.println((condition ? "ok " : "not ok ") + what);
		if (!condition)
			failures++;
	}

	static PGobject object(String type, String value) throws SQLException {
		PGobject object = new PGobject();
		object.setType(type);
		object.setValue(value);
		return object;
	}

	static String ids(PreparedStatement statement) throws SQLException {
		StringBuilder ids = new StringBuilder();
		try (ResultSet rows = statement.executeQuery()) {
			while (rows.next())
				ids.append(rows.getInt(1)).append(' ');
		}
		return ids.toString().trim();
	}

	/* The words of a span "[3,8)", which counts characters and not Java's units. */
	static String slice(String body, String span) {
		Matcher m = Pattern.compile("\\[(\\d+),(\\d+)\\)").matcher(span);
		if (!m.matches())
			return null;
		return body.substring(body.offsetByCodePoints(0, Integer.parseInt(m.group(1)) - 1),
			body.offsetByCodePoints(0, Integer.parseInt(m.group(2)) - 1));
	}

	static boolean spans(Statement db, String sql) throws SQLException {
		boolean all = true;
		try (ResultSet rows = db.executeQuery(sql)) {
			while (rows.next())
				all = all && rows.getString(2).equals(slice(rows.getString(1), rows.getString(3)));
		}
		return all;
	}

	public static void main(String[] arguments) throws Exception {
		Properties properties = new Properties();
		properties.setProperty("user", System.getenv().getOrDefault("PGUSER", System.getProperty("user.name")));
		properties.setProperty("socketFactory", UnixFactory.class.getName());
		properties.setProperty("sslmode", "disable");
		properties.setProperty("gssEncMode", "disable");
		/* named statements, and with them binary transfer, from the first execution on */
		properties.setProperty("prepareThreshold", "-1");
		try (Connection connection = DriverManager.getConnection(
				"jdbc:postgresql://localhost/" + System.getenv("PGDATABASE"), properties);
			Statement db = connection.createStatement()) {
			db.execute("CREATE SCHEMA jdbc");
			db.execute("SET search_path = jdbc, public");
			db.execute("CREATE TABLE articles (id int PRIMARY KEY, body text, "
				+ "doc newsdoc GENERATED ALWAYS AS (to_newsdoc(body)) STORED)");
			db.execute("CREATE INDEX ON articles USING gin (doc)");
			try (PreparedStatement insert = connection.prepareStatement("INSERT INTO articles (id, body) VALUES (?, ?)")) {
				insert.setInt(1, 1);
				insert.setString(2, PARIS);
				insert.addBatch();
				insert.setInt(1, 2);
				insert.setString(2, TOKYO);
				insert.addBatch();
				insert.executeBatch();
			}

			try (PreparedStatement find = connection.prepareStatement(
					"SELECT id FROM articles WHERE doc @@ ?::newsquery ORDER BY id")) {
				find.setString(1, "person:garcia");
				ok(ids(find).equals("1"), "finds a person");
				find.setString(1, "amount > $1bn");
				ok(ids(find).equals("2"), "finds an amount");
				find.setString(1, "quote(speaker:garcia & \"unprecedented high\") & claim(amount >= 30%)");
				ok(ids(find).equals("1"), "finds what was said and claimed");
				find.setString(1, "person:");
				try {
					ids(find);
					ok(false, "an error");
				} catch (PSQLException e) {
					ok(e.getSQLState().equals("42601") && e.getServerErrorMessage().getDetail().contains("character 8")
						&& e.getServerErrorMessage().getHint() != null, "an error with detail and hint");
				}
			}
			try (PreparedStatement find = connection.prepareStatement("SELECT id FROM articles WHERE doc @@ ? ORDER BY id")) {
				find.setObject(1, object("newsquery", "org:toyota"));
				ok(ids(find).equals("2"), "a query as an object of its type");
			}
			try (PreparedStatement find = connection.prepareStatement(
					"SELECT id FROM articles WHERE doc @@ (news_query_person(?) | news_query_phrase(?)) ORDER BY id")) {
				find.setString(1, "x\") | !(\"");
				find.setString(2, "unprecedented high");
				ok(ids(find).equals("1"), "builds a query");
			}

			ok(spans(db, "SELECT body, mention, span FROM articles, news_mentions(doc)"), "spans");
			ok(spans(db, "SELECT body, quote, span FROM articles, news_quotes(doc)"), "spans of quotations");
			try (ResultSet rows = db.executeQuery("SELECT entity, aliases FROM articles, news_entities(doc)")) {
				boolean arrays = rows.next();
				Array aliases = arrays ? rows.getArray(2) : null;
				ok(arrays && aliases.getArray() instanceof String[], "arrays");
			}
			try (ResultSet rows = db.executeQuery("SELECT doc::jsonb, doc FROM articles WHERE id = 1")) {
				rows.next();
				ok(rows.getString(1).contains("\"Maria García\""), "a document as JSON");
				PGobject doc = (PGobject) rows.getObject(2);
				ok(doc.getType().equals("newsdoc"), "a document as an object of its type");
				try (PreparedStatement same = connection.prepareStatement("SELECT ? = doc FROM articles WHERE id = 1")) {
					same.setObject(1, doc);
					try (ResultSet answer = same.executeQuery()) {
						answer.next();
						ok(answer.getBoolean(1), "a document as a parameter");
					}
				}
			}
			try (ResultSet rows = db.executeQuery(
					"SELECT news_value(quantity), news_unit(quantity) FROM articles, news_quantities(doc) WHERE id = 2")) {
				ok(rows.next() && rows.getBigDecimal(1).longValueExact() == 1200000000L && rows.getString(2).equals("USD"),
					"an amount as BigDecimal");
			}
			db.execute("DROP SCHEMA jdbc CASCADE");
		}
		System.exit(failures == 0 ? 0 : 1);
	}
}
