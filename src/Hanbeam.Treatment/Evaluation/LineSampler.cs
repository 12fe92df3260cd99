using Hanbeam.Numerics.Work;

namespace Hanbeam.Treatment.Evaluation;

/// <summary>Turns pieces of lines through a body into shares of volume over dose; a piece lies in one cell of the interpolation.</summary>
/// <param name="structure">The structure's name, for messages.</param>
/// <param name="x">The grid's axis along x.</param>
internal abstract class LineSampler(string structure, AxisCells x)
{
    private readonly List<DoseShare> shares = [];
    private (double Y, double Z) place;

    /// <summary>What was sampled so far.</summary>
    public IReadOnlyList<DoseShare> Shares => shares;

    /// <summary>Goes to a line.</summary>
    public void MoveTo(AxisCells y, double yMm, AxisCells z, double zMm)
    {
        place = (yMm, zMm);
        MoveTo(y, y.Cell(yMm), yMm, z, z.Cell(zMm), zMm);
    }

    /// <summary>Takes an interval of the line.</summary>
    /// <param name="x0">Its lower end, on the axis, mm.</param>
    /// <param name="x1">Its upper end, mm.</param>
    /// <param name="dy">Width of the line's strip, mm.</param>
    /// <param name="dz">Height of the line's strip, mm.</param>
    /// <param name="fraction">Part of the volume inside the body.</param>
    public void Take(double x0, double x1, double dy, double dz, double fraction)
    {
        for (var cell = x.Cell(x0); x0 < x1; cell++)
        {
            var end = Math.Min(x1, x.UpperOf(cell));
            if (!(end > x0)) continue;
            var (lower, upper) = x.Voxels(cell);
            TakePiece(lower, upper, x.Fraction(cell, x0), x.Fraction(cell, end), dy, dz, fraction * (end - x0) * dy * dz);
            x0 = end;
        }
    }

    /// <summary>Goes to a line whose cells are known.</summary>
    protected abstract void MoveTo(AxisCells y, int cellY, double yMm, AxisCells z, int cellZ, double zMm);

    /// <summary>Takes a piece between the centres of two columns.</summary>
    protected abstract void TakePiece(int lower, int upper, double t0, double t1, double dy, double dz, double volumeMm3);

    /// <summary>Adds a share of even spread around a mean.</summary>
    protected void Add(double mean, double width, double volumeMm3)
    {
        if (!double.IsFinite(mean + width))
            throw new InputException(FormattableString.Invariant($"structure '{structure}': the dose near y = {place.Y:0.#} mm, z = {place.Z:0.#} mm is not a finite number"));
        var share = new DoseShare(mean - 0.5 * width, mean + 0.5 * width, volumeMm3);
        if (shares.Count > 0 && shares[^1] is var last && last.Lower == share.Lower && last.Upper == share.Upper)
            shares[^1] = last with { VolumeMm3 = last.VolumeMm3 + volumeMm3 };
        else
            shares.Add(share);
    }
}
