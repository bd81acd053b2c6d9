-- The sample articles into the table articles (name, body); :directory is the checkout.
\set file :directory '/test/articles/politics.txt'
\set body `cat :'file'`
INSERT INTO articles (name, body) VALUES ('politics', :'body');
\set file :directory '/test/articles/markets.txt'
\set body `cat :'file'`
INSERT INTO articles (name, body) VALUES ('markets', :'body');
\set file :directory '/test/articles/sport.txt'
\set body `cat :'file'`
INSERT INTO articles (name, body) VALUES ('sport', :'body');
\set file :directory '/test/articles/disaster.txt'
\set body `cat :'file'`
INSERT INTO articles (name, body) VALUES ('disaster', :'body');
\set file :directory '/test/articles/science.txt'
\set body `cat :'file'`
INSERT INTO articles (name, body) VALUES ('science', :'body');
\set file :directory '/test/articles/webpage.txt'
\set body `cat :'file'`
INSERT INTO articles (name, body) VALUES ('webpage', :'body');
