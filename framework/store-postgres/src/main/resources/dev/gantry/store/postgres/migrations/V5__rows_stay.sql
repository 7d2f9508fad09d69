-- A claim and an end each write a row anew: with half of its page free both find room there, since what the claim left behind is
-- given up before the end is written. What goes to another page costs more log, and more of each index.
ALTER TABLE run SET (fillfactor = 50);
