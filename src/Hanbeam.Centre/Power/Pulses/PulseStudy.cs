using Hanbeam.Numerics.Work;

namespace Hanbeam.Centre.Power.Pulses;

/// <summary>What a machine's pulses do to the grid and what levels them, at both ends of the user's figures: bank, dip and flicker rise with the powers and fall with the grid's strength.</summary>
/// <param name="Low">All powers low, the grid at its strongest.</param>
/// <param name="High">All powers high, the grid at its weakest.</param>
public sealed record PulseStudy(PulseEnd Low, PulseEnd High)
{
    /// <summary>Makes the study.</summary>
    /// <param name="input">The figures.</param>
    /// <param name="context">Cancellation.</param>
    public static PulseStudy Of(PulseStudyInput input, WorkContext context)
    {
        var low = End(input, input.Scale.Low, input.ShortCircuitMva.High, context);
        return new PulseStudy(low, End(input, input.Scale.High, input.ShortCircuitMva.Low, context));
    }

    private static PulseEnd End(PulseStudyInput input, double scale, double shortCircuitMva, WorkContext context)
    {
        var pulses = PulseWaveform.Of(input.Phases, scale);
        var levelling = PulseLevelling.Of(pulses, input.Bank);
        if (input.Grid is null) return new PulseEnd(pulses, levelling, null, null, null, null);
        var grid = input.Grid with { ShortCircuitMva = shortCircuitMva };
        return new PulseEnd(
            pulses,
            levelling,
            grid.Dip(pulses),
            grid.Flicker(pulses, context.Cancellation).ShortTermSeverity,
            grid.Dip(levelling.Grid),
            grid.Flicker(levelling.Grid, context.Cancellation).ShortTermSeverity);
    }
}
