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
}
