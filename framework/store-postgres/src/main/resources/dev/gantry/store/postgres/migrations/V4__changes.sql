-- Written once and read once or twice, soon after that: to compress it costs more than to write it.
ALTER TABLE change ALTER COLUMN runs SET STORAGE EXTERNAL;
