// The day board counts in whole ticks of the input's time unit: a second for a day with clock times, whatever a text file counts in otherwise.
global using Ticks = System.Int64;
