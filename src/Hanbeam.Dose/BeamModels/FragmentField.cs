namespace Hanbeam.Dose.BeamModels;

/// <summary>
/// Ions of one species at one depth, by residual range, with their mean lateral moments. Cells are labelled by residual range plus depth, so that
/// slowing down moves nothing: an ion in cell c at step n has residual range (c − n)·step.
/// </summary>
internal sealed class FragmentField
{
    private readonly double[] cells;

    public FragmentField(int count) => cells = new double[count];

    /// <summary>Ions per primary in each cell.</summary>
    public ReadOnlySpan<double> Cells => cells;

    /// <summary>One past the highest cell ever filled.</summary>
    public int Top { get; private set; }

    /// <summary>Ions still moving.</summary>
    public double Count { get; private set; }

    /// <summary>Mean variance of the angle, rad².</summary>
    public double A0 { get; private set; }

    /// <summary>Mean covariance of angle and position, mm.</summary>
    public double A1 { get; private set; }

    /// <summary>Mean variance of the position, mm².</summary>
    public double A2 { get; private set; }

    /// <summary>Puts ions in at a fractional cell, shared linearly between its neighbours so that mean range is kept.</summary>
    public void Add(double cell, double ions)
    {
        var c = (int)cell;
        var share = cell - c;
        cells[c] += (1 - share) * ions;
        cells[c + 1] += share * ions;
        if (c + 2 > Top) Top = c + 2;
    }

    /// <summary>Puts ions in evenly over a stretch of cells: they were made over a whole step, and one of a longer range spreads over several cells.</summary>
    public void AddEvenly(double middle, double width, double ions)
    {
        var points = (int)width + 1;
        for (var i = 0; i < points; i++) Add(middle + width * ((i + 0.5) / points - 0.5), ions / points);
    }

    /// <summary>Blends the moments of newly made ions in.</summary>
    public void AddMoments(double ions, double a0, double a1, double a2)
    {
        if (ions <= 0) return;
        Count += ions;
        var share = ions / Count;
        A0 += share * (a0 - A0);
        A1 += share * (a1 - A1);
        A2 += share * (a2 - A2);
    }

    /// <summary>Takes ions away from one cell.</summary>
    public void Remove(int cell, double ions)
    {
        cells[cell] -= ions;
        Count -= ions;
    }

    /// <summary>Those of one cell stop.</summary>
    public void Stop(int cell)
    {
        Count = Math.Max(0, Count - cells[cell]);
        cells[cell] = 0;
    }

    /// <summary>Free flight and scattering over one step.</summary>
    public void Drift(double stepMm, double scatteringPower)
    {
        A2 += stepMm * (2 * A1 + stepMm * (A0 + stepMm * scatteringPower / 3));
        A1 += stepMm * (A0 + 0.5 * stepMm * scatteringPower);
        A0 += stepMm * scatteringPower;
    }
}
