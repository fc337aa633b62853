# Curves of a table over its first column: gnuplot -c curves.gnuplot <tsv> <svg> <title> <across> <up> <curves>
set terminal svg size 960,720 dynamic font "sans-serif,14" background rgb "white"
set output ARG2
set title ARG3 noenhanced
set xlabel ARG4 noenhanced
set ylabel ARG5 noenhanced
set datafile separator "\t"
set datafile missing "?"
set logscale x 2
set logscale y 10
set format x "%.0b%B"
set format y "%g"
set grid xtics ytics lc rgb "#dddddd"
set border 3
set tics nomirror
set key below left Left reverse maxcols 2 noenhanced samplen 2
# Eight colours that the colour-blind tell apart, three markers in turn.
colours = "#0072B2 #D55E00 #009E73 #CC79A7 #E69F00 #56B4E9 #000000 #8C564B"
colour(i) = word(colours, (i - 1) % 8 + 1)
marker(i) = word("7 5 9", (i - 1) / 8 + 1) + 0
plot for [i = 1:ARG6 + 0] ARG1 using 1:(column(i + 1)) with linespoints lw 2 pt marker(i) ps 0.7 lc rgb colour(i) title columnheader(i + 1)
