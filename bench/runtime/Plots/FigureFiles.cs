using System.Text;
using Argosy.Bench.Runtime.Measuring;
using Argosy.Bench.Runtime.Processes;

namespace Argosy.Bench.Runtime.Plots;

/// <summary>Writes a figure as <c>.tsv</c>, and as <c>.svg</c> if gnuplot is installed.</summary>
internal static class FigureFiles
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    /// <returns>The picture's file name; null when it couldn't be drawn.</returns>
    public static async Task<string?> WriteAsync(Bench bench, Figure figure, CancellationToken cancellationToken)
    {
        var data = Path.Combine(bench.Output, $"{figure.Name}.tsv");
        var picture = Path.ChangeExtension(data, ".svg");
        await File.WriteAllTextAsync(data, Table(figure), cancellationToken);
        var script = Path.Combine(AppContext.BaseDirectory, "Plots", "curves.gnuplot");
        try
        {
            await Child.RunAsync(
                "gnuplot",
                ["-c", script, data, picture, figure.Title, figure.Across, figure.Up, $"{figure.Curves.Count}"],
                s_limit, cancellationToken: cancellationToken);
            return Path.GetFileName(picture);
        }
        catch (ContenderException failure)
        {
            bench.Note($"{figure.Name}.svg wasn't drawn: {failure.Message}");
            return null;
        }
    }

    // A row for each x value of any curve; ? is gnuplot's sign for a missing value.
    private static string Table(Figure figure)
    {
        var text = new StringBuilder(figure.Across);
        foreach (var curve in figure.Curves) text.Append('\t').Append(curve.Name);
        text.Append('\n');
        foreach (var x in figure.Curves.SelectMany(c => c.Points).Select(p => p.X).Distinct().Order())
        {
            text.Append(x);
            foreach (var curve in figure.Curves)
            {
                var values = curve.Points.Where(p => p.X == x).Select(p => $"{p.Y:G6}").ToList();
                text.Append('\t').Append(values.Count > 0 ? values[0] : "?");
            }
            text.Append('\n');
        }

        return text.ToString();
    }
}
