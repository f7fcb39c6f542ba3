package org.coregion.engine;

/** The way back along a trail, segment by segment from the last. */
final class JointBackward {
    private final JointTrail trail;
    private final JointSegment segment;
    private final JointSmoother smoother;

    /** What is done at a row, the smoother being before it. */
    interface Visitor {
        void visit(JointSmoother smoother, JointSegment segment, int t);
    }

    /**
     * The way back.
     *
     * @param hasInformation whether the variances of the smoothed values are needed
     * @param keepsStates whether the filter's states are needed
     */
    JointBackward(JointTrail trail, boolean hasInformation, boolean keepsStates) {
        this.trail = trail;
        this.segment = new JointSegment(trail, keepsStates);
        this.smoother = new JointSmoother(trail.model(), trail.columns().count(), hasInformation);
    }

    /** Visits every row, the last one first. */
    void run(Visitor visitor) {
        for (int s = trail.segments() - 1; s >= 0; s--) {
            segment.load(s);
            for (int t = segment.to() - 1; t >= segment.from(); t--) {
                smoother.back(segment, t);
                visitor.visit(smoother, segment, t);
            }
        }
    }
}
