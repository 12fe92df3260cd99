namespace Hanbeam.Planning.SpotPlacement;

/// <summary>Chosen nodes of a square grid on the isocentre plane, one node on the isocentre.</summary>
internal sealed class SpotNodes(double spacingMm)
{
    private readonly HashSet<(int Column, int Row)> nodes = [];

    public int Count => nodes.Count;

    /// <summary>Adds every node within a distance of a point.</summary>
    public void AddAround(double xMm, double yMm, double reachMm)
    {
        var (firstColumn, lastColumn) = ((int)Math.Ceiling((xMm - reachMm) / spacingMm), (int)Math.Floor((xMm + reachMm) / spacingMm));
        var (firstRow, lastRow) = ((int)Math.Ceiling((yMm - reachMm) / spacingMm), (int)Math.Floor((yMm + reachMm) / spacingMm));
        for (var row = firstRow; row <= lastRow; row++)
            for (var column = firstColumn; column <= lastColumn; column++)
            {
                var (dx, dy) = (column * spacingMm - xMm, row * spacingMm - yMm);
                if (dx * dx + dy * dy <= reachMm * reachMm) nodes.Add((column, row));
            }
    }

    /// <summary>Whether the node nearest to a point is chosen.</summary>
    public bool ContainsNearest(double xMm, double yMm) => nodes.Contains(((int)Math.Round(xMm / spacingMm), (int)Math.Round(yMm / spacingMm)));

    /// <summary>Takes nodes away and says how many.</summary>
    public int RemoveWhere(Func<double, double, bool> condition) => nodes.RemoveWhere(node => condition(node.Column * spacingMm, node.Row * spacingMm));

    /// <summary>Positions row by row, every second row backwards, so that the scanner never jumps across the field.</summary>
    public (double[] XMm, double[] YMm) InScanOrder()
    {
        var ordered = nodes.OrderBy(node => node.Row).ThenBy(node => (node.Row & 1) == 0 ? node.Column : -node.Column).ToArray();
        return ([.. ordered.Select(node => node.Column * spacingMm)], [.. ordered.Select(node => node.Row * spacingMm)]);
    }
}
