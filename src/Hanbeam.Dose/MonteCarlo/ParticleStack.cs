using Hanbeam.Physics.Nuclear;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Ions that wait to be followed, last in, first out.</summary>
internal sealed class ParticleStack
{
    private Particle[] items = new Particle[256];

    /// <summary>How many wait.</summary>
    public int Count { get; private set; }

    /// <summary>Room for the products of one reaction.</summary>
    public ReactionProduct[] Products { get; } = new ReactionProduct[ReactionGenerator.MaximumProducts];

    public void Push(in Particle ion)
    {
        if (Count == items.Length) Array.Resize(ref items, 2 * Count);
        items[Count++] = ion;
    }

    public Particle Pop() => items[--Count];
}
