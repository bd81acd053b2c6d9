-- Load the text file $ARTICLE_FILE as an article called :name.
\set body `cat "$ARTICLE_FILE"`
INSERT INTO articles (name, body) VALUES (:'name', :'body');
