using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.RayTracing;

/// <summary>Points of the patient as one beam sees them; one entry per point.</summary>
public sealed class BeamPoints
{
    /// <summary>Makes room for points.</summary>
    /// <param name="count">Number of points.</param>
    public BeamPoints(int count)
    {
        DepthMm = new float[count];
        XIsoMm = new float[count];
        YIsoMm = new float[count];
        ZgMm = new float[count];
    }

    /// <summary>Number of points.</summary>
    public int Count => DepthMm.Length;

    /// <summary>Water-equivalent depth in the patient along the ray from the source, mm (range shifters not included).</summary>
    public float[] DepthMm { get; }

    /// <summary>Xg of the point projected along its ray onto the isocentre plane, mm.</summary>
    public float[] XIsoMm { get; }

    /// <summary>Yg of the point projected along its ray onto the isocentre plane, mm.</summary>
    public float[] YIsoMm { get; }

    /// <summary>Height of the point over the isocentre plane, Zg, mm (positive upstream).</summary>
    public float[] ZgMm { get; }

    /// <summary>What the spots' variance is less by at each point because a sub-spot is displaced, mm²; null where spots are whole.</summary>
    internal float[]? NarrowerMm2 { get; init; }

    /// <summary>Takes over a point of others, moved across the beam.</summary>
    /// <param name="to">Where it is put.</param>
    /// <param name="others">The others.</param>
    /// <param name="n">Which of them.</param>
    /// <param name="machine">Gives the source-axis distances.</param>
    /// <param name="dxMm">Displacement along Xg at the point, mm.</param>
    /// <param name="dyMm">Displacement along Yg at the point, mm.</param>
    /// <param name="depthMm">Its depth there, mm.</param>
    internal void Put(int to, BeamPoints others, int n, Machine machine, double dxMm, double dyMm, float depthMm)
    {
        XIsoMm[to] = (float)(others.XIsoMm[n] + dxMm / (1 - others.ZgMm[n] / machine.SourceAxisDistanceXMm));
        YIsoMm[to] = (float)(others.YIsoMm[n] + dyMm / (1 - others.ZgMm[n] / machine.SourceAxisDistanceYMm));
        ZgMm[to] = others.ZgMm[n];
        DepthMm[to] = depthMm;
    }
}
